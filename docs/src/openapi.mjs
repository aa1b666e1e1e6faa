import { UserError } from './user-error.mjs';

/**
 * The parts of an OpenAPI document that the site reads by itself. Everything else is Redoc's to read.
 *
 * @typedef {{ $ref: string }} Reference
 * @typedef {{ summary?: string, value?: unknown }} Example
 * @typedef {{ title?: string, description?: string, example?: unknown, examples?: unknown[] }} Schema
 * @typedef {{ name: string, in: string, example?: unknown, examples?: Record<string, Example | Reference>, schema?: Schema | Reference }} Parameter
 * @typedef {{ content?: Record<string, { examples?: Record<string, Example | Reference> }> }} RequestBody
 * @typedef {Record<string, string[]>} SecurityRequirement
 * @typedef {{
 *   operationId: string, summary?: string, description?: string, tags?: string[], security?: SecurityRequirement[],
 *   parameters?: (Parameter | Reference)[], requestBody?: RequestBody | Reference, responses?: Record<string, unknown>,
 *   'x-codeSamples'?: { lang: string, label: string, source: string, sourceByExample: Record<string, string> }[],
 * }} OperationObject
 * @typedef {{ parameters?: (Parameter | Reference)[] } & Partial<Record<Method, OperationObject>>} PathItem
 * @typedef {{
 *   openapi: string,
 *   info: { title: string, version: string, summary?: string, description?: string },
 *   servers: { url: string, description?: string }[],
 *   security?: SecurityRequirement[],
 *   paths: Record<string, PathItem>,
 *   webhooks?: Record<string, PathItem | Reference>,
 *   components?: { schemas?: Record<string, Schema>, securitySchemes?: Record<string, { type: string, scheme?: string } | Reference> },
 * }} OpenApiDocument
 */

/** @typedef {typeof methods[number]} Method */
const methods = /** @type {const} */ (['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * @typedef {{
 *   operationId: string,
 *   method: Method,
 *   path: string,
 *   summary: string,
 *   tag: string | undefined,
 *   pathParameters: { name: string, example: string }[],
 *   contentType: string | undefined,
 *   requestExamples: { name: string, value: unknown }[],
 *   bearer: boolean,
 *   statuses: string[],
 * }} Operation an operation, with what a first request to it needs
 */

/**
 * @param {OpenApiDocument} document
 * @returns {Operation[]} in the document's order
 * @throws {UserError} when a `$ref` leads nowhere or a path parameter has no example
 */
export function listOperations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [describe(document, path, method, item, operation)] : [];
    }),
  );
}

/**
 * @param {OpenApiDocument} document
 * @returns {{ name: string, summary: string, operationId: string, tag: string | undefined }[]} in the document's order
 * @throws {UserError} when a `$ref` leads nowhere
 */
export function listWebhooks(document) {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, itemOrRef]) => {
    const item = resolve(document, itemOrRef);
    return methods.flatMap((method) => {
      const operation = item[method];
      if (!operation) return [];
      const { operationId, summary = name, tags } = operation;
      return [{ name, summary, operationId, tag: tags?.[0] }];
    });
  });
}

/**
 * Follows local references until something else than a reference is reached.
 *
 * @template T
 * @param {OpenApiDocument} document
 * @param {T | Reference} node
 * @returns {T}
 * @throws {UserError} when the reference leads nowhere
 */
export function resolve(document, node) {
  let value = node;
  while (isReference(value)) {
    const { $ref } = value;
    const tokens = $ref.split('/').slice(1);
    const target = tokens.reduce(
      (/** @type {any} */ parent, token) => parent?.[token.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
    if (target === undefined) throw new UserError(`The spec bundle refers to ${$ref}, which is not in it.`);
    value = /** @type {T | Reference} */ (target);
  }
  return value;
}

/**
 * Makes sure that every reference leads somewhere. What stands in an example is data, and is not looked into.
 *
 * @param {OpenApiDocument} document
 * @throws {UserError} on the first one that does not
 */
export function checkReferences(document) {
  /** @param {unknown} node */
  const check = (node) => {
    if (isReference(node)) resolve(document, node);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) if (key !== 'value' && key !== 'example') check(child);
  };
  check(document);
}

/**
 * @param {unknown} node
 * @returns {node is Reference}
 */
function isReference(node) {
  return typeof node === 'object' && node !== null && '$ref' in node && typeof node.$ref === 'string';
}

/**
 * @param {OpenApiDocument} document
 * @param {string} path
 * @param {Method} method
 * @param {PathItem} item
 * @param {OperationObject} operation
 * @returns {Operation}
 */
function describe(document, path, method, item, operation) {
  const { operationId, summary = operationId, tags, security = document.security ?? [] } = operation;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((parameter) => resolve(document, parameter))
    .filter((parameter) => parameter.in === 'path');
  const body = operation.requestBody && resolve(document, operation.requestBody);
  const [contentType, media] = Object.entries(body?.content ?? {})[0] ?? [];
  return {
    operationId,
    method,
    path,
    summary,
    tag: tags?.[0],
    pathParameters: parameters.map((parameter) => ({
      name: parameter.name,
      example: exampleOf(document, parameter, operationId),
    })),
    contentType,
    requestExamples: Object.entries(media?.examples ?? {}).map(([name, example]) => ({
      name,
      value: resolve(document, example).value,
    })),
    statuses: Object.keys(operation.responses ?? {}),
    bearer: security.some((requirement) => Object.keys(requirement).some((name) => isBearer(document, name))),
  };
}

/**
 * @param {OpenApiDocument} document
 * @param {Parameter} parameter
 * @param {string} operationId
 */
function exampleOf(document, parameter, operationId) {
  const named = Object.values(parameter.examples ?? {})[0];
  const schema = parameter.schema && resolve(document, parameter.schema);
  const value =
    parameter.example ??
    (named && resolve(document, named).value) ??
    schema?.example ??
    /** @type {unknown} */ (schema?.examples?.[0]);
  if (value === undefined) {
    throw new UserError(`${operationId}: the path parameter ${parameter.name} has no example in the spec.`);
  }
  return String(value);
}

/**
 * @param {OpenApiDocument} document
 * @param {string} name
 */
function isBearer(document, name) {
  const schemeOrRef = document.components?.securitySchemes?.[name];
  if (!schemeOrRef) throw new UserError(`The spec bundle has no security scheme ${name}.`);
  const scheme = resolve(document, schemeOrRef);
  return scheme.type === 'http' && scheme.scheme?.toLowerCase() === 'bearer';
}
