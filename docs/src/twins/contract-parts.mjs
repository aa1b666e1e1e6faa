import { referencePath } from '../facts/reference-path.mjs';
import { listOperations, listWebhooks } from '../openapi.mjs';

/**
 * What of the contract each page of the reference is about.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {Map<string, Parameters<typeof import('./contract-slice.mjs').contractSlice>[1]>} by the path of the page
 */
export function contractParts(document) {
  /** @type {[string, { operationId: string } | { schema: string }][]} */
  const parts = [
    ...listOperations(document).map(({ operationId }) => part('operations', operationId, { operationId })),
    ...listWebhooks(document).map(({ name, operationId }) => part('events', name, { operationId })),
    ...Object.keys(document.components?.schemas ?? {}).map((schema) => part('schemas', schema, { schema })),
  ];
  return new Map(parts);
}

/**
 * @param {Parameters<typeof referencePath>[0]} kind
 * @param {string} name
 * @param {{ operationId: string } | { schema: string }} wanted
 * @returns {[string, { operationId: string } | { schema: string }]}
 */
function part(kind, name, wanted) {
  return [referencePath(kind, name).slice(1), wanted];
}
