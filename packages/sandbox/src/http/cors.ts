import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets a page of any origin call the API and read the whole answer. Cookies play no part, so `*` is enough.
 *
 * @returns whether the request was a browser asking for leave to send the real one, which is then answered
 */
export function allowAnyOrigin({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', '*');
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || wanted === undefined) return false;
  response.setHeader('access-control-allow-methods', wanted);
  // Not `*`: that would leave out Authorization.
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '');
  response.writeHead(204).end();
  return true;
}
