import { bodyLiteral, jsonSyntax } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** @type {import('./request-samples.mjs').SampleLanguage} */
export const go = {
  language: 'go',
  label: 'Go',
  fence: 'go',
  fileName: () => 'main.go',
  write({ method, url, headers, token, body }) {
    const readsToken = token === undefined && headers.some(({ withToken }) => withToken);
    const packages = [
      'fmt',
      'io',
      'log',
      'net/http',
      ...(readsToken ? ['os'] : []),
      ...(body === undefined ? [] : ['strings']),
    ];
    const lines = headers.map((header) => {
      const value = headerValue(header, token, JSON.stringify, `+os.Getenv("${tokenVariable}")`);
      return `\trequest.Header.Set(${JSON.stringify(header.name)}, ${value})\n`;
    });
    return `package main

import (
${packages.map((name) => `\t"${name}"\n`).join('')})

func main() {
${body === undefined ? '' : `\tbody := strings.NewReader(${rawString(bodyLiteral(body, jsonSyntax))})\n`}\trequest, err := http.NewRequest(${JSON.stringify(method)}, ${JSON.stringify(url)}, ${body === undefined ? 'nil' : 'body'})
\tif err != nil {
\t\tlog.Fatal(err)
\t}
${lines.join('')}
\tresponse, err := http.DefaultClient.Do(request)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tdefer response.Body.Close()
\tanswer, err := io.ReadAll(response.Body)
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tfmt.Println(response.StatusCode, string(answer))
}`;
  },
};

/** @param {string} text */
function rawString(text) {
  return `\`${text.replaceAll('`', '` + "`" + `')}\``;
}
