import { getEventListeners } from 'node:events';
import type { LookupFunction } from 'node:net';
import { Agent, type buildConnector, MockAgent } from 'undici';
import { afterAll, expect, test } from 'vitest';
import { ConnectionError, createClient, OutcomeUnknownError, UnreadableResponseError } from '../src/index.ts';
import { undiciTransport } from '../src/undici.ts';
import { apiSpaceId, messageId, messageWith, quick, request } from './example.ts';
import { type Answer, startRecordingServer } from './recording-server.ts';

const transport = undiciTransport();
afterAll(() => transport.close());

async function callsOf(...answers: Answer[]) {
  const server = await startRecordingServer(...answers);
  const { messages, raw } = createClient({
    apiSpaceId,
    token: 'secret',
    baseUrl: server.baseUrl,
    fetch: transport,
    retry: quick,
    timeout: 1_000,
    maxResponseBytes: 1000,
  });
  return { ...server, messages, raw, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

test('carries a send and its answer', async () => {
  await using server = await callsOf({
    status: 201,
    body: messageWith('sent'),
    headers: { 'X-Request-Id': 'r-1' },
  });

  const { status, headers, data } = await server.messages.send.withResponse(request, {
    headers: { 'X-One': '1' },
  });

  expect([status, headers.get('X-REQUEST-ID'), headers.get('x-none')]).toEqual([201, 'r-1', null]);
  expect(data).toEqual(messageWith('sent'));
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    url: `/apispaces/${apiSpaceId}/messages`,
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json', 'x-one': '1' },
    body: JSON.stringify(request),
  });
});

test('carries a read of a base address with a path', async () => {
  await using server = await callsOf({ status: 200, body: messageWith('sent') });

  await server.messages.get(messageId, { baseUrl: `${server.baseUrl}/proxy/` });

  expect(server.requests[0]?.url).toBe(`/proxy/apispaces/${apiSpaceId}/messages/${messageId}`);
});

test('follows no redirect', async () => {
  await using server = await callsOf({ status: 307, headers: { location: '/elsewhere' } });

  expect((await server.messages.send.try(request)).error).toMatchObject({ status: 307 });
  expect(server.requests).toHaveLength(1);
});

test.each<[string, Answer]>([
  ['a connection that breaks', 'reset'],
  ['no answer in time', 'hang'],
  ['an answer that breaks off', { cut: 201 }],
  ['500', { status: 500 }],
])('a send that meets %s is in doubt', async (_, answer) => {
  await using server = await callsOf(answer, { status: 201, body: messageWith('sent') });

  expect((await server.messages.send.try(request)).error).toBeInstanceOf(OutcomeUnknownError);
  expect(server.requests).toHaveLength(1);
});

test('a connection that is refused was not used', async () => {
  const server = await callsOf();
  await server[Symbol.asyncDispose]();

  const { error } = await server.messages.send.try(request);

  expect(error).toBeInstanceOf(ConnectionError);
  expect(error?.attempts).toHaveLength(4);
});

test.each<[string, LookupFunction]>([
  [
    'has no address',
    (host, _, found) =>
      found(Object.assign(new Error(host), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), '', 4),
  ],
  ['cannot be connected to in time', () => {}],
])('a host that %s was not reached', async (_, lookup) => {
  await using server = await callsOf();
  const agent = new Agent({ connect: { timeout: 50, lookup } as buildConnector.BuildOptions });
  const { error } = await server.messages.send.try(request, {
    baseUrl: 'http://host.test',
    fetch: undiciTransport({ dispatcher: agent }),
    retry: { limit: 0 },
    timeout: 10_000,
  });
  await agent.destroy();

  expect(error).toBeInstanceOf(ConnectionError);
});

test('a body that is too large is cut off', async () => {
  await using server = await callsOf(
    { status: 200, text: 'x'.repeat(2000) },
    { status: 200, body: messageWith('sent'), headers: { 'content-length': '2000' } },
  );

  expect((await server.messages.get.try(messageId)).error).toBeInstanceOf(UnreadableResponseError);
});

test('an abort ends a request, and leaves no listener behind', async () => {
  await using server = await callsOf('hang', { status: 404 });
  const controller = new AbortController();
  const reason = new Error('enough');
  const call = server.messages.get(messageId, { signal: controller.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  controller.abort(reason);

  await expect(call).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

test('connections are kept and used again', async () => {
  await using server = await callsOf(...Array(10).fill({ status: 404 }));

  for (let n = 0; n < 10; n++) await server.messages.get.try(messageId);

  expect(server.requests).toHaveLength(10);
  // A second one is opened when the first has not yet come to rest.
  expect(new Set(server.requests.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
});

test('a dispatcher of your own takes its place', async () => {
  const agent = new MockAgent();
  agent.disableNetConnect();
  agent
    .get('https://api.comapi.com')
    .intercept({ method: 'GET', path: `/apispaces/${apiSpaceId}/messages/${messageId}` })
    .reply(200, messageWith('read'));
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    fetch: undiciTransport({ dispatcher: agent }),
  });

  expect((await messages.get(messageId)).status).toBe('read');
  await agent.close();
});

test('the raw client goes over it too', async () => {
  await using server = await callsOf(
    { status: 201, body: messageWith('sent') },
    { status: 400, body: { message: 'no' } },
  );
  const call = () =>
    server.raw.POST('/apispaces/{apiSpaceId}/messages', { params: { path: { apiSpaceId } }, body: request });

  expect((await call()).data?.messageId).toBe(messageId);
  expect((await call()).error).toEqual({ message: 'no' });
});
