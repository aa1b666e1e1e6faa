import { STATUS_CODES } from 'node:http';
import { listOperations } from '../openapi.mjs';
import { documentedResponses, requestExamples } from './contract-examples.mjs';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * A Postman collection: a folder for each operation, with a request for each of its examples. The first of them has
 * every documented answer beside it. Where requests go, with which token, and the ids in their paths are variables of the
 * collection.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {Record<string, unknown>} in Postman's format 2.1
 */
export function postmanCollection(document) {
  const operations = listOperations(document);
  const parameters = new Map(
    operations.flatMap(({ pathParameters }) => pathParameters.map(({ name, example }) => [name, example])),
  );
  return {
    info: {
      name: document.info.title,
      version: document.info.version,
      description: document.info.description ?? '',
      schema,
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{accessToken}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: document.servers[0]?.url, type: 'string' },
      { key: 'accessToken', value: '', type: 'string' },
      ...[...parameters].map(([key, value]) => ({ key, value, type: 'string' })),
    ],
    item: operations.map((operation) => folder(document, operation)),
  };
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').Operation} operation
 */
function folder(document, operation) {
  const object = /** @type {import('../openapi.mjs').OperationObject} */ (
    document.paths[operation.path]?.[operation.method]
  );
  const examples = requestExamples(document, object);
  const requests = (examples.length > 0 ? examples : [undefined]).map((example) => ({
    name: example?.summary ?? operation.summary,
    request: request(operation, object.description ?? '', example?.value),
  }));
  const [first, ...others] = requests;
  // An answer in a collection has one status: a range, as 2XX, has no place in it.
  const kept = documentedResponses(document, object).filter(({ status }) => /^\d{3}$/.test(status));
  return {
    name: operation.summary,
    description: object.description ?? '',
    item: [
      { ...first, response: kept.flatMap((response) => answers(response, first?.request)) },
      ...others.map((item) => ({ ...item, response: [] })),
    ],
  };
}

/**
 * @param {import('../openapi.mjs').Operation} operation
 * @param {string} description
 * @param {unknown} body
 */
function request(operation, description, body) {
  const path = operation.path.slice(1).replaceAll(/\{(\w+)\}/g, ':$1');
  return {
    method: operation.method.toUpperCase(),
    description,
    ...(operation.bearer ? {} : { auth: { type: 'noauth' } }),
    header: body === undefined ? [] : [{ key: 'Content-Type', value: operation.contentType }],
    url: {
      raw: `{{baseUrl}}/${path}`,
      host: ['{{baseUrl}}'],
      path: path.split('/'),
      variable: operation.pathParameters.map(({ name }) => ({ key: name, value: `{{${name}}}` })),
    },
    ...(body === undefined
      ? {}
      : {
          body: {
            mode: 'raw',
            raw: JSON.stringify(body, null, 2),
            options: { raw: { language: 'json' } },
          },
        }),
  };
}

/**
 * The answers to keep beside a request. A status that has no example of a body is one answer without a body.
 *
 * @param {import('./contract-examples.mjs').DocumentedResponse} response
 * @param {unknown} originalRequest
 * @returns {Record<string, unknown>[]}
 */
function answers({ status, description, headers, contentType, examples }, originalRequest) {
  const reason = STATUS_CODES[status] ?? '';
  const kept = headers.map(({ name, example }) => ({ key: name, value: example }));
  if (examples.length === 0) {
    const [first = ''] = description.split(/(?<=\.)\s/);
    return [
      { name: `${status}: ${first}`, originalRequest, status: reason, code: Number(status), header: kept },
    ];
  }
  return examples.map(({ summary, value }) => ({
    name: `${status}: ${summary}`,
    originalRequest,
    status: reason,
    code: Number(status),
    _postman_previewlanguage: 'json',
    header: [...kept, { key: 'Content-Type', value: contentType }],
    body: JSON.stringify(value, null, 2),
  }));
}
