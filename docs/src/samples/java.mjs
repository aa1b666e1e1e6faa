import { bodyLiteral, jsonSyntax } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** For Java 15 or newer, which has text blocks. @type {import('./request-samples.mjs').SampleLanguage} */
export const java = {
  language: 'java',
  label: 'Java',
  fence: 'java',
  fileName: ({ className }) => `${className}.java`,
  write({ className, method, url, headers, token, body }) {
    const steps = headers.map((header) => {
      const value = headerValue(header, token, JSON.stringify, ` + System.getenv("${tokenVariable}")`);
      return `.header(${JSON.stringify(header.name)}, ${value})`;
    });
    const publisher = `BodyPublishers.${body === undefined ? 'noBody()' : 'ofString(body)'}`;
    if (method !== 'GET') steps.push(`.method(${JSON.stringify(method)}, ${publisher})`);
    const imports = [
      'java.net.URI',
      'java.net.http.HttpClient',
      'java.net.http.HttpRequest',
      ...(method === 'GET' ? [] : ['java.net.http.HttpRequest.BodyPublishers']),
      'java.net.http.HttpResponse.BodyHandlers',
    ];
    return `${imports.map((name) => `import ${name};\n`).join('')}
public class ${className} {
    public static void main(String[] arguments) throws Exception {
${body === undefined ? '' : `        var body = ${textBlock(bodyLiteral(body, jsonSyntax), '            ')};\n`}        var request = HttpRequest.newBuilder(URI.create(${JSON.stringify(url)}))
${[...steps, '.build();'].map((step) => `            ${step}\n`).join('')}
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        System.out.println(response.statusCode() + " " + response.body());
    }
}`;
  },
};

/**
 * @param {string} text
 * @param {string} indent
 */
function textBlock(text, indent) {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""');
  return `"""\n${indent}${escaped.replaceAll('\n', `\n${indent}`)}"""`;
}
