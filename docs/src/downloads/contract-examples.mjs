import { listOperations, listWebhooks, resolve } from '../openapi.mjs';

/**
 * @typedef {{ name: string, summary: string, value: unknown }} NamedExample
 *
 * @typedef {{
 *   status: string,
 *   description: string,
 *   headers: { name: string, example: string }[],
 *   contentType: string | undefined,
 *   examples: NamedExample[],
 * }} DocumentedResponse `headers` are those with an example
 */

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').OperationObject} operation of a path or of a webhook
 * @returns {NamedExample[]} what may be sent as its body
 */
export function requestExamples(document, { requestBody }) {
  const body = requestBody && resolve(document, requestBody);
  return Object.values(body?.content ?? {}).flatMap((media) => examplesOf(document, media));
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').OperationObject} operation
 * @returns {DocumentedResponse[]} in the order of the document
 */
export function documentedResponses(document, { responses = {} }) {
  return Object.entries(responses).map(([status, responseOrRef]) => {
    const response = resolve(document, /** @type {any} */ (responseOrRef));
    const [contentType] = Object.keys(response.content ?? {});
    return {
      status,
      description: response.description.trim(),
      headers: Object.entries(response.headers ?? {}).flatMap(([name, headerOrRef]) => {
        const { example } = resolve(document, /** @type {any} */ (headerOrRef));
        return example === undefined ? [] : [{ name, example: String(example) }];
      }),
      contentType,
      examples: Object.values(response.content ?? {}).flatMap((media) =>
        examplesOf(document, /** @type {any} */ (media)),
      ),
    };
  });
}

/**
 * Every operation object of the paths and of the webhooks, with what it is called.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {{ operationId: string, webhook: string | undefined, object: import('../openapi.mjs').OperationObject }[]}
 */
export function operationObjects(document) {
  return [
    ...listOperations(document).map(({ operationId, path, method }) => ({
      operationId,
      webhook: undefined,
      item: document.paths[path],
      method,
    })),
    ...listWebhooks(document).map(({ operationId, name }) => ({
      operationId,
      webhook: name,
      item: resolve(document, /** @type {any} */ (document.webhooks)[name]),
      method: /** @type {const} */ ('post'),
    })),
  ].flatMap(({ operationId, webhook, item, method }) => {
    const object = /** @type {import('../openapi.mjs').PathItem} */ (item)[method];
    return object ? [{ operationId, webhook, object }] : [];
  });
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {{ examples?: Record<string, import('../openapi.mjs').Example | import('../openapi.mjs').Reference> }} media
 * @returns {NamedExample[]}
 */
function examplesOf(document, { examples = {} }) {
  return Object.entries(examples).map(([name, exampleOrRef]) => {
    const { summary = name, value } = resolve(document, exampleOrRef);
    return { name, summary, value };
  });
}
