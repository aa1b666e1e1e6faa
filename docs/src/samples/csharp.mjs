import { bodyLiteral, jsonSyntax } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** In C# 7, which .NET and Mono both compile. @type {import('./request-samples.mjs').SampleLanguage} */
export const csharp = {
  language: 'csharp',
  label: 'C#',
  fence: 'csharp',
  fileName: ({ className }) => `${className}.cs`,
  write({ className, method, url, headers, token, body }) {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const lines = [`var request = new HttpRequestMessage(HttpMethod.${verb}, ${JSON.stringify(url)});`];
    for (const header of headers) {
      // .NET keeps the headers that describe the content with the content.
      if (header.name === 'Content-Type') continue;
      const variable = ` + Environment.GetEnvironmentVariable("${tokenVariable}")`;
      const value = headerValue(header, token, JSON.stringify, variable);
      lines.push(`request.Headers.Add(${JSON.stringify(header.name)}, ${value});`);
    }
    if (body !== undefined) {
      const contentType = headers.find(({ name }) => name === 'Content-Type')?.value ?? '';
      lines.push(
        `request.Content = new StringContent(${verbatim(bodyLiteral(body, jsonSyntax))}, Encoding.UTF8, ${JSON.stringify(contentType)});`,
      );
    }
    return `using System;
using System.Net.Http;
${body === undefined ? '' : 'using System.Text;\n'}using System.Threading.Tasks;

class ${className}
{
    static async Task Main()
    {
        ${lines.join('\n        ')}

        using (var client = new HttpClient())
        {
            var response = await client.SendAsync(request);
            Console.WriteLine((int)response.StatusCode + " " + await response.Content.ReadAsStringAsync());
        }
    }
}`;
  },
};

/** @param {string} text */
function verbatim(text) {
  return `@"${text.replaceAll('"', '""')}"`;
}
