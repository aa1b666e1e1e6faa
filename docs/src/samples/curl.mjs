import { bodyLiteral, jsonSyntax } from './literal.mjs';
import { tokenVariable } from './sample-request.mjs';

/** @type {import('./request-samples.mjs').SampleLanguage} */
export const curl = {
  language: 'curl',
  label: 'curl',
  fence: 'sh',
  fileName: () => 'request.sh',
  write({ method, url, headers, token, body }) {
    const verb = method === (body === undefined ? 'GET' : 'POST') ? '' : `-X ${method} `;
    // The status is half of the answer: most errors of this API have no body. Hence -i.
    const parts = [`curl -i ${verb}${quoted(url)}`];
    for (const { name, value, withToken } of headers) {
      const header = `${name}: ${value}`;
      if (!withToken) parts.push(`-H ${quoted(header)}`);
      else parts.push(`-H ${token === undefined ? `"${header}$${tokenVariable}"` : quoted(header + token)}`);
    }
    if (body !== undefined) parts.push(`-d ${quoted(bodyLiteral(body, jsonSyntax, '  '))}`);
    return parts.join(' \\\n  ');
  },
};

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
