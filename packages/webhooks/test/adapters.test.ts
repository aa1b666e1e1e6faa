import { createServer, type RequestListener } from 'node:http';
import { serve } from '@hono/node-server';
import express5 from 'express';
import express4 from 'express-4';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import { toFastifyPlugin } from '../src/fastify.ts';
import {
  createWebhookHandler,
  createWebhookReceiver,
  RawBodyError,
  type ReceivedEvent,
  type WebhookHandler,
} from '../src/index.ts';
import { toNodeListener } from '../src/node.ts';
import { exampleBody, exampleEvent, typed } from './contract.ts';
import { post } from './post.ts';
import { listening } from './server.ts';
import { sign, signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
// Written as no JSON.stringify would write it: a body that was parsed and written again does not match.
const body = exampleBody('event-message-delivered').replace('{', '{ "note" : "Gr\\u00fc\u00dfe",');
const json = { 'content-type': 'application/json' };
const headers = { ...json, ...signed(body, secret) };

/** Serves a handler, with the path of the webhook as the address. */
type Serve = (handler: WebhookHandler) => Promise<{ url: string } & AsyncDisposable>;

const overHttp = (listener: RequestListener) => listening(createServer(listener));

async function overFastify(register: (app: FastifyInstance) => void) {
  const app = Fastify();
  register(app);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${address}/webhook`, [Symbol.asyncDispose]: () => app.close() };
}

const expresses: [string, typeof express5][] = [
  ['Express 5', express5],
  ['Express 4', express4],
];

const frameworks: [string, Serve][] = [
  ["Node's http", (handler) => overHttp(toNodeListener(handler))],
  ...expresses.flatMap(([name, express]): [string, Serve][] => [
    [name, (handler) => overHttp(express().post('/', toNodeListener(handler)))],
    [
      `${name}, with express.raw() before`,
      (handler) =>
        overHttp(express().post('/', express.raw({ type: '*/*', limit: '20mb' }), toNodeListener(handler))),
    ],
    [
      `${name}, with express.text() before`,
      (handler) =>
        overHttp(express().post('/', express.text({ type: '*/*', limit: '20mb' }), toNodeListener(handler))),
    ],
    [
      `${name}, with express.json() before that keeps rawBody`,
      (handler) => {
        const verify = (request: object, _response: unknown, rawBody: Buffer) =>
          Object.assign(request, { rawBody });
        return overHttp(
          express()
            .use(express.json({ verify, limit: '20mb' }))
            .post('/', toNodeListener(handler)),
        );
      },
    ],
    [
      `${name}, with express.json() for other routes`,
      (handler) => overHttp(express().post('/', toNodeListener(handler)).use(express.json())),
    ],
  ]),
  [
    'Fastify',
    (handler) => overFastify((app) => app.register(toFastifyPlugin(handler), { prefix: '/webhook' })),
  ],
  [
    'Hono',
    async (handler) => {
      const app = new Hono().post('/', (context) => handler(context.req.raw));
      const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as ReturnType<
        typeof createServer
      >;
      await new Promise((resolve) => server.once('listening', resolve));
      return reuse(server);
    },
  ],
  [
    'a Next route, `export const POST = handler`',
    async (handler) => {
      const route = { POST: handler };
      const server = serve({ fetch: (request) => route.POST(request), port: 0, hostname: '127.0.0.1' });
      await new Promise((resolve) => server.once('listening', resolve));
      return reuse(server as ReturnType<typeof createServer>);
    },
  ],
];

function reuse(server: ReturnType<typeof createServer>) {
  const listen = (_port: number, _host: string, ready: () => void) => ready();
  return listening({
    listen: listen as never,
    address: () => server.address(),
    close: (done) => server.close(done),
    closeAllConnections: () => server.closeAllConnections(),
  });
}

describe.each(frameworks)('%s', (name, start) => {
  async function run(options: { onEvent?: (event: ReceivedEvent) => unknown; maxBodyBytes?: number } = {}) {
    const onEvent = vi.fn(options.onEvent ?? (() => {}));
    const onError = vi.fn();
    const receiver = createWebhookReceiver({ secret, maxBodyBytes: options.maxBodyBytes ?? 5_000_000 });
    const server = await start(createWebhookHandler(receiver, { onEvent, onError }));
    return { onEvent, onError, url: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  test('an event is verified over the bytes that came, handled and accepted', async () => {
    await using server = await run();
    expect(await post(server.url, headers, body)).toBe(204);
    expect(server.onEvent).toHaveBeenCalledExactlyOnceWith(typed(JSON.parse(body)), expect.anything());
    expect(server.onError).not.toHaveBeenCalled();
  });

  test('a body that comes in pieces, without its length', async () => {
    await using server = await run();
    const bytes = Buffer.from(body);
    const status = await post(server.url, { ...headers, 'transfer-encoding': 'chunked' }, async (request) => {
      // One cut goes through the middle of a letter.
      const cut = bytes.indexOf(0xc3) + 1;
      request.write(bytes.subarray(0, cut));
      await new Promise((resolve) => setTimeout(resolve, 20));
      request.end(bytes.subarray(cut));
    });
    expect(status).toBe(204);
  });

  test('an event of another content type', async () => {
    await using server = await run();
    // Express' JSON parser leaves such a body to others, unread.
    expect(await post(server.url, { ...headers, 'content-type': 'application/octet-stream' }, body)).toBe(
      204,
    );
  });

  test('a wrong signature, none and two are 401', async () => {
    await using server = await run();
    expect(await post(server.url, { ...json, ...signed(body, 'another') }, body)).toBe(401);
    expect(await post(server.url, json, body)).toBe(401);
    const twice = { ...json, 'x-comapi-signature': [sign(body, secret), sign(body, secret)] };
    expect(await post(server.url, twice, body)).toBe(401);
    expect(server.onEvent).not.toHaveBeenCalled();
  });

  test('a signed body that is no event is 400', async () => {
    await using server = await run();
    expect(await post(server.url, { ...json, ...signed('{}', secret) }, '{}')).toBe(400);
  });

  test('an event that fails is 500, and 204 when it comes again', async () => {
    let failing = true;
    await using server = await run({
      onEvent: () => {
        if (failing) throw new Error('The queue is full');
      },
    });
    expect(await post(server.url, headers, body)).toBe(500);
    failing = false;
    expect(await post(server.url, headers, body)).toBe(204);
    expect(await post(server.url, headers, body)).toBe(204);
    expect(server.onEvent).toHaveBeenCalledTimes(2);
  });

  test('a body that is too large is 413, with and without its length', async () => {
    await using server = await run({ maxBodyBytes: 10_000 });
    const large = `${' '.repeat(200_000)}${body}`;
    expect(await post(server.url, { ...json, ...signed(large, secret) }, large)).toBe(413);
    const chunked = { ...json, 'transfer-encoding': 'chunked', ...signed(large, secret) };
    expect(await post(server.url, chunked, large)).toBe(413);
    // The server is well afterwards.
    expect(await post(server.url, headers, body)).toBe(204);
  });

  test('200 deliveries at once, of which each event comes four times', async () => {
    await using server = await run({ onEvent: () => new Promise((resolve) => setTimeout(resolve, 5)) });
    const event = exampleEvent('event-message-delivered');
    const statuses = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const last = String(index % 50).padStart(12, '0');
        const text = JSON.stringify({ ...event, eventId: event.eventId.replace(/.{12}$/, last) });
        return post(server.url, { ...json, ...signed(text, secret) }, text);
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(server.onEvent).toHaveBeenCalledTimes(50);
  }, 20_000);

  test('a sender that goes away in the middle of the body leaves the server well', async () => {
    await using server = await run();
    const gone = post(server.url, { ...headers, 'content-length': 10_000 }, (request) => {
      request.write(body);
      setTimeout(() => request.destroy(), 20);
    });
    await expect(gone).rejects.toThrow();
    expect(await post(server.url, headers, body)).toBe(204);
    expect(name).not.toBe('');
  });
});

describe('the classic mistake, a JSON parser before the webhook, is a 500 that says so', () => {
  const mistakes: [string, Serve][] = [
    ...expresses.map(([name, express]): [string, Serve] => [
      name,
      (handler) => overHttp(express().use(express.json()).post('/', toNodeListener(handler))),
    ]),
    [
      'Fastify',
      (handler) =>
        overFastify((app) =>
          app.post('/webhook', async (request, reply) => reply.code((await handler(request)).status).send()),
        ),
    ],
    [
      'Node, the request read before',
      (handler) =>
        overHttp(async (request, response) => {
          for await (const _chunk of request);
          await toNodeListener(handler)(request, response);
        }),
    ],
    [
      'Hono',
      async (handler) => {
        const app = new Hono().post('/', async (context) => {
          await context.req.raw.json();
          return handler(context.req.raw);
        });
        const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
        await new Promise((resolve) => server.once('listening', resolve));
        return reuse(server as ReturnType<typeof createServer>);
      },
    ],
  ];

  test.each(mistakes)('%s', async (_name, start) => {
    const onEvent = vi.fn();
    const onError = vi.fn();
    const handler = createWebhookHandler(createWebhookReceiver({ secret }), { onEvent, onError });
    await using server = await start(handler);
    expect(await post(server.url, headers, body)).toBe(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RawBodyError), undefined);
    expect(onEvent).not.toHaveBeenCalled();
  });
});

test('the other routes of a Fastify server keep their JSON parser', async () => {
  const handler = createWebhookHandler(createWebhookReceiver({ secret }), { onEvent: () => {} });
  await using server = await overFastify((app) => {
    app.register(toFastifyPlugin(handler), { prefix: '/webhook' });
    app.post('/other', async (request, reply) => reply.code(200).send(request.body));
  });
  const response = await fetch(new URL('/other', server.url), {
    method: 'POST',
    headers: json,
    body: '{"a":1}',
  });
  expect(await response.json()).toEqual({ a: 1 });
});
