import { bodyLiteral } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** @type {import('./literal.mjs').Syntax} */
const syntax = {
  // JSON's escapes are Python's too.
  string: JSON.stringify,
  label: (name) => `${JSON.stringify(name)}: `,
  object: ['{', '}'],
  list: ['[', ']'],
  emptyObject: '{}',
  words: { true: 'True', false: 'False', null: 'None' },
  padding: '',
  step: '    ',
  lastComma: ',',
};

/** With the standard library alone, so that it runs wherever Python is. @type {import('./request-samples.mjs').SampleLanguage} */
export const python = {
  language: 'python',
  label: 'Python',
  fence: 'python',
  fileName: () => 'request.py',
  write({ method, url, headers, token, body }) {
    const readsToken = token === undefined && headers.some(({ withToken }) => withToken);
    const modules = [
      ...(body === undefined ? [] : ['json']),
      ...(readsToken ? ['os'] : []),
      'urllib.error',
      'urllib.request',
    ];
    const lines = headers.map((header) => {
      const value = headerValue(header, token, JSON.stringify, ` + os.environ["${tokenVariable}"]`);
      return `        ${JSON.stringify(header.name)}: ${value},\n`;
    });
    const given = [
      `    ${JSON.stringify(url)},\n`,
      `    method=${JSON.stringify(method)},\n`,
      ...(lines.length > 0 ? [`    headers={\n${lines.join('')}    },\n`] : []),
      ...(body === undefined ? [] : ['    data=json.dumps(body).encode(),\n']),
    ];
    return `${modules.map((name) => `import ${name}\n`).join('')}
${body === undefined ? '' : `body = ${bodyLiteral(body, syntax)}\n`}request = urllib.request.Request(
${given.join('')})

try:
    with urllib.request.urlopen(request) as response:
        print(response.status, response.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())`;
  },
};
