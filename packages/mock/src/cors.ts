import type { IncomingMessage, ServerResponse } from 'node:http';

/** Lets a page of any origin call the mock and read the whole answer. */
export function allowAnyOrigin(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('vary', 'origin');
  response.setHeader('access-control-allow-credentials', 'true');
}

/** Names the headers of the answer that a page may read. `*` would not do for a request with credentials. */
export function exposeHeaders(response: ServerResponse, names: string[]): void {
  if (names.length > 0) response.setHeader('access-control-expose-headers', names.join(', '));
}

/** Whether a browser asks for leave to send the real request. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && 'origin' in headers && 'access-control-request-method' in headers;
}

export function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-methods', headers['access-control-request-method'] ?? '');
  response.setHeader('access-control-allow-headers', headers['access-control-request-headers'] ?? '*');
  response.writeHead(204).end();
}
