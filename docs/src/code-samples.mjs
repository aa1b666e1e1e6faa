import { jsonSyntax, literal, typescriptSyntax } from './literal.mjs';
import { listOperations } from './openapi.mjs';

/**
 * @typedef {'curl' | 'TypeScript'} SampleLanguage
 *
 * @typedef {{
 *   operationId: string,
 *   example: string | undefined,
 *   language: SampleLanguage,
 *   source: string,
 * }} CodeSample a whole request; `example` is the name of the request example it sends, undefined for an operation
 *   without a body
 *
 * @typedef {{ baseUrl?: string, token?: string }} Target where a sample sends its request, and with which access token.
 *   By default the first server of the spec, and the environment variable ACCESS_TOKEN.
 */

/** In the order in which they are offered. @type {readonly SampleLanguage[]} */
export const sampleLanguages = ['curl', 'TypeScript'];

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
  getMessage: { method: 'client.messages.get', answer: 'message', show: 'message.status' },
};

/**
 * A sample for every operation of the spec, and for each of its named request examples, in each language.
 *
 * @param {import('./openapi.mjs').OpenApiDocument} document
 * @param {Target} [target]
 * @returns {CodeSample[]} in the order of the document
 * @throws {import('./user-error.mjs').UserError} when the document lacks what a request needs
 */
export function codeSamples(document, target = {}) {
  return listOperations(document).flatMap((operation) => {
    const examples = operation.requestExamples.length > 0 ? operation.requestExamples : [undefined];
    return examples.flatMap((example) =>
      sampleLanguages.map((language) => ({
        operationId: operation.operationId,
        example: example?.name,
        language,
        source: (language === 'curl' ? curl : typescript)(document, operation, example?.value, target),
      })),
    );
  });
}

/**
 * @param {import('./openapi.mjs').OpenApiDocument} document
 * @param {import('./openapi.mjs').Operation} operation
 * @param {unknown} body
 * @param {Target} target
 */
function curl(document, operation, body, { baseUrl = serverUrl(document), token }) {
  const path = operation.pathParameters.reduce(
    (filled, { name, example }) => filled.replace(`{${name}}`, encodeURIComponent(example)),
    operation.path,
  );
  const verb =
    operation.method === (body === undefined ? 'get' : 'post') ? '' : `-X ${operation.method.toUpperCase()} `;
  // The status is half of the answer: most errors of this API have no body. Hence -i.
  const parts = [`curl -i ${verb}${shellQuote(baseUrl + path)}`];
  if (operation.bearer) {
    const header = 'Authorization: Bearer ';
    parts.push(`-H ${token === undefined ? `"${header}$ACCESS_TOKEN"` : shellQuote(header + token)}`);
  }
  if (body !== undefined) {
    parts.push(`-H ${shellQuote(`Content-Type: ${operation.contentType}`)}`);
    parts.push(`-d ${shellQuote(argument(body, jsonSyntax, '  '))}`);
  }
  return parts.join(' \\\n  ');
}

/**
 * @param {import('./openapi.mjs').OpenApiDocument} document
 * @param {import('./openapi.mjs').Operation} operation
 * @param {unknown} body
 * @param {Target} target
 */
function typescript(document, operation, body, { baseUrl = serverUrl(document), token }) {
  const space = operation.pathParameters.find(({ name }) => name === 'apiSpaceId')?.example ?? '';
  const options = [
    ...(baseUrl === serverUrl(document) ? [] : [`baseUrl: ${typescriptSyntax.string(baseUrl)}`]),
    `apiSpaceId: ${typescriptSyntax.string(space)}`,
    `token: ${token === undefined ? "process.env.ACCESS_TOKEN ?? ''" : typescriptSyntax.string(token)}`,
  ];
  return `import { createClient } from '@enterprise-communications/client';

const client = createClient({
${options.map((option) => `  ${option},\n`).join('')}});

${clientCall(operation, body)}`;
}

/**
 * @param {import('./openapi.mjs').Operation} operation
 * @param {unknown} body
 * @returns {string} the lines that make the call and show the answer
 */
function clientCall(operation, body) {
  const known = clientMethods[operation.operationId];
  if (known) {
    const ownParameters = operation.pathParameters.filter(({ name }) => name !== 'apiSpaceId');
    const values = [...ownParameters.map(({ example }) => example), ...(body === undefined ? [] : [body])];
    const given = values.map((value) => argument(value, typescriptSyntax)).join(', ');
    return `const ${known.answer} = await ${known.method}(${given});\n\nconsole.log(${known.show});`;
  }
  const init = {
    params: {
      path: Object.fromEntries(operation.pathParameters.map(({ name, example }) => [name, example])),
    },
    ...(body === undefined ? {} : { body }),
  };
  const given = `${typescriptSyntax.string(operation.path)}, ${argument(init, typescriptSyntax)}`;
  return `const { data, error, response } = await client.raw.${operation.method.toUpperCase()}(${given});

console.log(response.status, data ?? error);`;
}

/**
 * @param {unknown} value
 * @param {import('./literal.mjs').Syntax} syntax
 * @param {string} [indent]
 */
function argument(value, syntax, indent = '') {
  // A request is read, and changed, member by member: however short it is, it does not go on one line.
  const before = Object(value) === value ? Number.POSITIVE_INFINITY : 0;
  return literal(value, syntax, { indent, before });
}

/** @param {import('./openapi.mjs').OpenApiDocument} document */
function serverUrl(document) {
  return /** @type {{ url: string }} */ (document.servers[0]).url.replace(/\/$/, '');
}

/** @param {string} text */
function shellQuote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
