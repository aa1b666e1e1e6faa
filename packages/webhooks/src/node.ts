import type { WebhookHandler } from './handler.ts';

/** What is used of Node's `IncomingMessage`, and of what body parsers and serverless platforms add to it. */
export interface NodeRequest extends AsyncIterable<unknown> {
  headers: Record<string, string | string[] | undefined>;
  readableDidRead: boolean;
  body?: unknown;
  rawBody?: unknown;
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number): { end(): unknown };
}

/**
 * The handler as a listener of Node's `http`, which is also a handler of Express and of serverless platforms that
 * speak Node's interface. A raw body that was read already is taken from `rawBody` or `body`.
 */
export function toNodeListener(handler: WebhookHandler) {
  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    // Some parsers set a body although they left the request alone: what is not read yet is the truth.
    const body = request.readableDidRead ? (request.rawBody ?? request.body) : request;
    const { status } = await handler({ headers: request.headers, body });
    response.writeHead(status).end();
  };
}
