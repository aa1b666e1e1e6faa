/**
 * A request that a sample sends, and what it is called.
 *
 * @typedef {{
 *   operationId: string,
 *   className: string,
 *   method: string,
 *   path: string,
 *   pathParameters: Record<string, string>,
 *   baseUrl: string | undefined,
 *   url: string,
 *   headers: Header[],
 *   token: string | undefined,
 *   body: unknown,
 * }} SampleRequest `method` in capitals; `path` as in the spec, `url` whole and with its parameters filled in; `baseUrl`
 *   when it is not the API's own; without a `token` it is read from the environment variable ACCESS_TOKEN; `className`
 *   names operation and example, for languages where each program is a class
 *
 * @typedef {{ name: string, value: string, withToken: boolean }} Header the access token goes after the value when
 *   `withToken`
 *
 * @typedef {{ baseUrl?: string, token?: string }} Target where a sample sends its request, and with which access token.
 *   By default the first server of the spec, and the environment variable ACCESS_TOKEN.
 */

/** Where a sample reads the access token. */
export const tokenVariable = 'ACCESS_TOKEN';

/**
 * The expression for a header's value in a language.
 *
 * @param {Header} header
 * @param {string | undefined} token
 * @param {(text: string) => string} quoted how the language writes a text
 * @param {string} thenVariable what the language writes to go on with the environment variable
 */
export function headerValue({ value, withToken }, token, quoted, thenVariable) {
  if (!withToken) return quoted(value);
  return token === undefined ? quoted(value) + thenVariable : quoted(value + token);
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').Operation} operation
 * @param {{ name: string, value: unknown } | undefined} example undefined for an operation without a body
 * @param {Target} target
 * @returns {SampleRequest}
 */
export function sampleRequest(document, operation, example, target) {
  const own = /** @type {{ url: string }} */ (document.servers[0]).url.replace(/\/$/, '');
  const baseUrl = target.baseUrl === own ? undefined : target.baseUrl;
  const path = operation.pathParameters.reduce(
    (filled, parameter) => filled.replace(`{${parameter.name}}`, encodeURIComponent(parameter.example)),
    operation.path,
  );
  /** @type {Header[]} */
  const headers = [];
  if (operation.bearer) headers.push({ name: 'Authorization', value: 'Bearer ', withToken: true });
  if (example) {
    headers.push({ name: 'Content-Type', value: operation.contentType ?? '', withToken: false });
  }
  return {
    operationId: operation.operationId,
    className: [operation.operationId, ...(example?.name.split(/[^A-Za-z0-9]+/) ?? [])]
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    method: operation.method.toUpperCase(),
    path: operation.path,
    pathParameters: Object.fromEntries(
      operation.pathParameters.map(({ name, example: value }) => [name, value]),
    ),
    baseUrl,
    url: (baseUrl ?? own) + path,
    headers,
    token: target.token,
    body: example?.value,
  };
}
