// Makes src/generated/: the facts of the API that the client's code needs, from the bundled contract.
import { mkdirSync, writeFileSync } from 'node:fs';
import { giveUp, readContract } from '@enterprise-communications/spec/read-contract';
import { sensitiveFields } from '@enterprise-communications/spec/sensitive-fields';

const contract = readContract();

/**
 * A fact that the code rests on: to generate it as `undefined` would be found out by a user.
 * @param {string} where
 * @param {unknown} value
 */
function fact(where, value) {
  if (value === undefined) giveUp(`the client needs ${where}, and the contract does not say it.`);
  return JSON.stringify(value);
}

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, operation]) => operation?.operationId)
    .map(([method, operation]) => ({
      id: operation.operationId,
      path,
      method: method.toUpperCase(),
      success: Number(Object.keys(operation.responses).find((status) => status.startsWith('2'))),
      errors: Object.keys(operation.responses)
        .filter((status) => /^[45]\d\d$/.test(status))
        .map(Number),
      requestBody: operation.requestBody,
    })),
);
operations.sort((one, other) => (one.id < other.id ? -1 : 1));

const schemas = contract.components.schemas;
const batchBody = operations.find(({ id }) => id === 'sendMessageBatch')?.requestBody;
const roots = ['SendMessageRequest', 'Message', 'ErrorResponse'].map((name) => schemas[name]);

const target = new URL('../src/generated/', import.meta.url);
mkdirSync(target, { recursive: true });

/**
 * One file for each part of the client, so that what loads later does not weigh on what loads first.
 * @param {string} name
 * @param {string} code
 */
function write(name, code) {
  const header = '// Generated from the OpenAPI description by scripts/generate.mjs. Do not edit.';
  writeFileSync(new URL(name, target), `${header}\n\n${code}\n`);
}

write(
  'server-url.ts',
  `/** The live API. */
export const serverUrl = ${fact('servers[0].url', contract.servers[0]?.url)};`,
);

write(
  'operations.ts',
  `/** Where each operation is, the status it succeeds with, and those it can fail with. */
export const operations = {
${operations
  .map(
    ({ id, method, path, success, errors }) => `  ${id}: {
    method: ${fact('a method', method)},
    path: ${fact('a path', path)},
    success: ${fact(`a 2xx status of ${id}`, success || undefined)},
    errors: ${fact('statuses of errors', errors)},
  },`,
  )
  .join('\n')}
} as const;`,
);

write(
  'batch-limits.ts',
  `/** The most messages that one batch may hold. */
export const batchMaxItems = ${fact('SendMessageBatchRequest.maxItems', schemas.SendMessageBatchRequest?.maxItems)};

/** The most bytes of JSON that one batch may have. */
export const batchMaxBytes = ${fact('x-max-bytes of the body of sendMessageBatch', batchBody?.['x-max-bytes'])};`,
);

write(
  'final-statuses.ts',
  `/** The statuses after which a message changes no more, save that a delivered one can become read. */
export const finalStatuses = ${fact('KnownMessageStatus.x-final', schemas.KnownMessageStatus?.['x-final'])} as const;`,
);

write(
  'retry-after-header.ts',
  `/** The header of a 429 and a 503 that says when to come back. */
export const retryAfterHeader = ${fact(
    'a header of TooManyRequests',
    Object.keys(contract.components.responses.TooManyRequests?.headers ?? {})[0],
  )};`,
);

write(
  'sensitive-fields.ts',
  `/** The fields of requests and answers that are marked \`x-sensitive\`: true, or the fields within. \`*\` is any other. */
export const sensitiveFields = ${fact('a field marked x-sensitive', sensitiveFields(roots, schemas))} as const;`,
);
