import { javascriptSyntax } from './javascript.mjs';
import { bodyLiteral, literal } from './literal.mjs';
import { tokenVariable } from './sample-request.mjs';

/**
 * How the client names the operations it has a method for, what a reader would call the answer, and what is worth
 * looking at in it. Any other operation is called through `client.raw`.
 *
 * @type {Record<string, { method: string, answer: string, show: string }>}
 */
const clientMethods = {
  sendMessage: {
    method: 'client.messages.send',
    answer: 'message',
    show: 'message.messageId, message.status',
  },
  sendMessageBatch: {
    method: 'client.messages.sendBatch',
    answer: 'accepted',
    show: 'accepted.map(({ messageId }) => messageId)',
  },
  getMessage: { method: 'client.messages.get', answer: 'message', show: 'message.messageId, message.status' },
};

/** With the client of this repository. @type {import('./request-samples.mjs').SampleLanguage} */
export const typescript = {
  language: 'typescript',
  label: 'TypeScript',
  fence: 'ts',
  fileName: () => 'request.mts',
  write(request) {
    const { baseUrl, token, pathParameters } = request;
    const given = token === undefined ? `process.env.${tokenVariable} ?? ''` : written(token);
    const options = [
      ...(baseUrl === undefined ? [] : [`baseUrl: ${written(baseUrl)}`]),
      `apiSpaceId: ${written(pathParameters['apiSpaceId'] ?? '')}`,
      `token: ${given}`,
    ];
    return `import { createClient } from '@enterprise-communications/client';

const client = createClient({
${options.map((option) => `  ${option},\n`).join('')}});

${clientCall(request)}`;
  },
};

/**
 * @param {import('./sample-request.mjs').SampleRequest} request
 * @returns {string} the lines that make the call and show the answer
 */
function clientCall({ operationId, method, path, pathParameters, body }) {
  const known = clientMethods[operationId];
  if (known) {
    const { apiSpaceId, ...own } = pathParameters;
    const values = [...Object.values(own), ...(body === undefined ? [] : [body])];
    const given = values.map((value) => bodyLiteral(value, javascriptSyntax)).join(', ');
    return `const ${known.answer} = await ${known.method}(${given});\n\nconsole.log(${known.show});`;
  }
  const init = { params: { path: pathParameters }, ...(body === undefined ? {} : { body }) };
  return `const { data, error, response } = await client.raw.${method}(${written(path)}, ${bodyLiteral(init, javascriptSyntax)});

console.log(response.status, data ?? error);`;
}

/** @param {string} text */
function written(text) {
  return literal(text, javascriptSyntax);
}
