import type { WebhookHandler, WebhookRequest } from './handler.ts';

/** What is used of a Fastify instance. */
export interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    options: object,
    parser: (request: never, payload: unknown, done: (error: null, body: unknown) => void) => void,
  ): unknown;
  post(
    path: string,
    handler: (request: WebhookRequest, reply: { code(status: number): { send(): unknown } }) => unknown,
  ): unknown;
}

/**
 * The handler as a Fastify plugin: `app.register(toFastifyPlugin(handler), { prefix: '/webhook' })`. The body stays
 * raw in this plugin alone; your other routes keep their parsers.
 */
export function toFastifyPlugin(handler: WebhookHandler) {
  return async (scope: FastifyScope): Promise<void> => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', {}, (_request, payload, done) => done(null, payload));
    scope.post('/', async ({ headers, body }, reply) => {
      const { status } = await handler({ headers, body });
      return reply.code(status).send();
    });
  };
}
