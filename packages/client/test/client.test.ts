import { expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { startRecordingServer } from './recording-server.ts';

const apiSpaceId = '11164198-3f3f-4993-ab8f-70680c1113b1';
const message = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };
const messageId = 'd8e296bb-97c4-4495-b98f-1e32e0b11628';

test('send posts the message to its API Space, with the token', async () => {
  await using server = await startRecordingServer({ status: 201, body: { messageId, status: 'processing' } });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { status, data, error } = await client.messages.send(message);

  expect(status).toBe(201);
  expect(data?.messageId).toBe(messageId);
  expect(error).toBeUndefined();
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    url: `/apispaces/${apiSpaceId}/messages`,
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(message);
});

test('sendBatch posts the messages as an array, and gives the ids by index', async () => {
  const accepted = [
    { index: 1, messageId },
    { index: 0, messageId: '0aee96a8-09c9-4192-bf6d-c5f20a323956' },
  ];
  await using server = await startRecordingServer({ status: 202, body: accepted });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { data } = await client.messages.sendBatch([message, message]);

  expect(data).toEqual(accepted);
  expect(server.requests[0]?.url).toBe(`/apispaces/${apiSpaceId}/messages/batch`);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual([message, message]);
});

test('get reads a message, and escapes what stands in the path', async () => {
  await using server = await startRecordingServer({ status: 200, body: { messageId } }, { status: 404 });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { data } = await client.messages.get(messageId);
  const { response } = await client.messages.get('../batch');

  expect(data?.messageId).toBe(messageId);
  expect(response.status).toBe(404);
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /apispaces/${apiSpaceId}/messages/${messageId}`,
    `GET /apispaces/${apiSpaceId}/messages/..%2Fbatch`,
  ]);
});

test('a refused request is an error with its failures, not a rejection', async () => {
  const body = { validationFailures: [{ paramName: 'to', message: 'is required' }] };
  await using server = await startRecordingServer({ status: 400, body });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { data, error, response } = await client.messages.send(message);

  expect(response.status).toBe(400);
  expect(data).toBeUndefined();
  expect(error?.validationFailures?.[0]?.paramName).toBe('to');
});

test('a status without a body has neither data nor a body of an error', async () => {
  await using server = await startRecordingServer({ status: 401 });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { data, error, response } = await client.messages.send(message);

  expect(response.status).toBe(401);
  expect(data).toBeUndefined();
  expect(error).toBeUndefined();
});

test('a token function is asked again for each request', async () => {
  await using server = await startRecordingServer({ status: 404 }, { status: 404 });
  const tokens = ['first', 'second'];
  const client = createClient({
    apiSpaceId,
    token: async () => tokens.shift() ?? '',
    baseUrl: server.baseUrl,
  });

  await client.messages.get(messageId);
  await client.messages.get(messageId);

  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer first',
    'Bearer second',
  ]);
});

test('a request is sent once, even when there is no answer', async () => {
  let calls = 0;
  const client = createClient({
    apiSpaceId,
    token: 'secret',
    fetch: async () => {
      calls += 1;
      throw new TypeError('fetch failed');
    },
  });

  await expect(client.messages.send(message)).rejects.toThrow('fetch failed');
  expect(calls).toBe(1);
});

test('without a baseUrl the live API is called', async () => {
  const urls: string[] = [];
  const client = createClient({
    apiSpaceId,
    token: 'secret',
    fetch: async (request) => {
      urls.push(request.url);
      return new Response(null, { status: 404, headers: { 'content-length': '0' } });
    },
  });

  await client.messages.get(messageId);

  expect(urls).toEqual([`https://api.comapi.com/apispaces/${apiSpaceId}/messages/${messageId}`]);
});

test('a call can carry headers of its own and be aborted', async () => {
  await using server = await startRecordingServer({ status: 404 });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  await client.messages.get(messageId, { headers: { Prefer: 'code=404' } });
  expect(server.requests[0]?.headers).toMatchObject({ prefer: 'code=404', authorization: 'Bearer secret' });

  const reason = new Error('enough');
  await expect(client.messages.get(messageId, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.requests).toHaveLength(1);
});

test('the raw client knows every path, and adds the token too', async () => {
  await using server = await startRecordingServer({ status: 200, body: { messageId } });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const { data } = await client.raw.GET('/apispaces/{apiSpaceId}/messages/{messageId}', {
    params: { path: { apiSpaceId, messageId } },
  });

  expect(data?.messageId).toBe(messageId);
  expect(server.requests[0]?.headers.authorization).toBe('Bearer secret');
});

test.each([
  ['apiSpaceId', { apiSpaceId: '', token: 'secret' }],
  ['token', { apiSpaceId, token: '' }],
])('a client without %s is refused when it is made', (name, options) => {
  expect(() => createClient(options)).toThrow(`createClient needs a${name === 'token' ? '' : 'n'} ${name}`);
});
