import { bodyLiteral, literal } from './literal.mjs';
import { tokenVariable } from './sample-request.mjs';

/** As a person writes it: bare keys, single quotes. @type {import('./literal.mjs').Syntax} */
export const javascriptSyntax = {
  string: singleQuoted,
  label: (name) => `${memberName(name)}: `,
  object: ['{', '}'],
  list: ['[', ']'],
  emptyObject: '{}',
  padding: ' ',
  step: '  ',
  lastComma: ',',
};

/** @type {import('./request-samples.mjs').SampleLanguage} */
export const javascript = {
  language: 'javascript',
  label: 'JavaScript',
  fence: 'js',
  fileName: () => 'request.mjs',
  write({ method, url, headers, token, body }) {
    const options = [];
    if (method !== 'GET') options.push(`  method: ${singleQuoted(method)},`);
    if (headers.length > 0) {
      const lines = headers.map(({ name, value, withToken }) => {
        const written =
          withToken && token === undefined
            ? `\`${value}\${process.env.${tokenVariable}}\``
            : singleQuoted(withToken ? value + token : value);
        return `    ${memberName(name)}: ${written},\n`;
      });
      options.push(`  headers: {\n${lines.join('')}  },`);
    }
    if (body !== undefined) {
      options.push(`  body: JSON.stringify(${bodyLiteral(body, javascriptSyntax, '  ')}),`);
    }
    const given = options.length > 0 ? `, {\n${options.join('\n')}\n}` : '';
    return `const response = await fetch(${literal(url, javascriptSyntax)}${given});

console.log(response.status, await response.text());`;
  },
};

/** @param {string} name */
function memberName(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : singleQuoted(name);
}

/** @param {string} text */
function singleQuoted(text) {
  // JSON's escapes are JavaScript's too; only the kind of quote differs.
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
