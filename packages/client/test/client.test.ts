import { describe, expect, test } from 'vitest';
import { operations as facts } from '../src/generated/operations.ts';
import { createClient, ValidationError } from '../src/index.ts';
import { apiSpaceId, messageId, messageWith, request } from './example.ts';
import { startRecordingServer } from './recording-server.ts';

test('send posts the message to its API Space, with the token, and gives the message back', async () => {
  await using server = await startRecordingServer({ status: 201, body: messageWith('processing') });
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const message = await messages.send(request);

  expect(message).toEqual(messageWith('processing'));
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    method: 'POST',
    url: `/apispaces/${apiSpaceId}/messages`,
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(request);
});

test('sendBatch posts the messages as an array, and gives the ids by index', async () => {
  const accepted = [
    { index: 1, messageId },
    { index: 0, messageId: '0aee96a8-09c9-4192-bf6d-c5f20a323956' },
  ];
  await using server = await startRecordingServer({ status: 202, body: accepted });
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  expect(await messages.sendBatch([request, request])).toEqual(accepted);
  expect(server.requests[0]?.url).toBe(`/apispaces/${apiSpaceId}/messages/batch`);
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual([request, request]);
});

test('get reads a message, and escapes what stands in the path', async () => {
  await using server = await startRecordingServer(
    { status: 200, body: messageWith('sent') },
    { status: 404 },
  );
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  expect((await messages.get(messageId)).status).toBe('sent');
  expect((await messages.get.try('../batch')).status).toBe(404);
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /apispaces/${apiSpaceId}/messages/${messageId}`,
    `GET /apispaces/${apiSpaceId}/messages/..%2Fbatch`,
  ]);
});

test('withResponse gives the status and the headers too', async () => {
  const headers = { 'X-Request-Id': 'r-1' };
  await using server = await startRecordingServer({ status: 201, body: messageWith('sent'), headers });
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const answer = await messages.send.withResponse(request);

  expect(answer.status).toBe(201);
  expect(answer.data.messageId).toBe(messageId);
  expect(answer.headers.get('x-request-id')).toBe('r-1');
});

test('try gives a result for every end, and does not throw', async () => {
  const body = { validationFailures: [{ paramName: 'to', message: 'is required' }] };
  await using server = await startRecordingServer(
    { status: 201, body: messageWith('sent') },
    { status: 400, body },
    'reset',
  );
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  const sent = await messages.send.try(request);
  const refused = await messages.send.try(request);
  const lost = await messages.send.try(request);

  expect(sent).toMatchObject({ ok: true, status: 201, data: { messageId } });
  expect(refused).toMatchObject({ ok: false, status: 400 });
  expect(refused.error).toBeInstanceOf(ValidationError);
  expect(lost).toMatchObject({ ok: false, error: { name: 'OutcomeUnknownError' } });
  expect(lost.status).toBeUndefined();
});

test('fields and values that nobody knows yet come through', async () => {
  const body = { ...messageWith('quarantined'), priority: { level: 3 } };
  await using server = await startRecordingServer({ status: 200, body });
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

  expect(await messages.get(messageId)).toEqual(body);
});

test('every option can be given to one call, and does not outlive it', async () => {
  await using server = await startRecordingServer({ status: 404 }, { status: 404 });
  await using other = await startRecordingServer({ status: 404 });
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    baseUrl: server.baseUrl,
    headers: { 'X-One': '1', 'X-Two': '1' },
  });

  await messages.get.try(messageId, {
    apiSpaceId: 'other-space',
    token: 'other-token',
    baseUrl: other.baseUrl,
    headers: { 'X-Two': '2' },
  });
  await messages.get.try(messageId);

  expect(other.requests[0]).toMatchObject({
    url: `/apispaces/other-space/messages/${messageId}`,
    headers: { authorization: 'Bearer other-token', 'x-one': '1', 'x-two': '2' },
  });
  expect(server.requests[0]).toMatchObject({
    url: `/apispaces/${apiSpaceId}/messages/${messageId}`,
    headers: { authorization: 'Bearer secret', 'x-one': '1', 'x-two': '1' },
  });
});

test('an option that is undefined was not given', async () => {
  await using server = await startRecordingServer({ status: 404 });
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });
  const options = { baseUrl: undefined, token: undefined, timeout: undefined, retry: { limit: undefined } };

  // @ts-expect-error under exactOptionalPropertyTypes; without it, it compiles
  expect((await messages.get.try(messageId, options)).status).toBe(404);
});

test('without a baseUrl the live API is called, with what stands for fetch at that time', async () => {
  const urls: string[] = [];
  const { messages } = createClient({ apiSpaceId, token: 'secret' });
  const original = globalThis.fetch;
  globalThis.fetch = async (url) => {
    urls.push(String(url));
    return new Response(null, { status: 404 });
  };
  try {
    await messages.get.try(messageId);
  } finally {
    globalThis.fetch = original;
  }

  expect(urls).toEqual([`https://api.comapi.com/apispaces/${apiSpaceId}/messages/${messageId}`]);
});

test('the raw client knows every path, adds token and headers, and follows no redirect', async () => {
  await using server = await startRecordingServer(
    { status: 200, body: messageWith('sent') },
    { status: 302, headers: { location: 'http://localhost:1/' } },
  );
  const { raw } = createClient({
    apiSpaceId,
    token: async () => 'secret',
    baseUrl: server.baseUrl,
    headers: { 'X-One': '1' },
  });
  const call = () =>
    raw.GET('/apispaces/{apiSpaceId}/messages/{messageId}', { params: { path: { apiSpaceId, messageId } } });

  expect((await call()).data?.messageId).toBe(messageId);
  expect(server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-one': '1' });
  expect((await call()).response.status).toBe(302);
});

test('the raw client goes through the transport of the client', async () => {
  const seen: unknown[] = [];
  const { raw } = createClient({
    apiSpaceId,
    token: 'secret',
    baseUrl: 'https://api.example.test',
    fetch: async (url, { method, headers, body }) => {
      seen.push({ url, method, body, token: headers.get('authorization') });
      return Response.json(messageWith('sent'), { status: 201 });
    },
  });

  const { data } = await raw.POST('/apispaces/{apiSpaceId}/messages', {
    params: { path: { apiSpaceId } },
    body: request,
  });

  expect(data?.messageId).toBe(messageId);
  expect(seen).toEqual([
    {
      url: `https://api.example.test/apispaces/${apiSpaceId}/messages`,
      method: 'POST',
      body: JSON.stringify(request),
      token: 'Bearer secret',
    },
  ]);
});

test.each([
  ['apiSpaceId', { apiSpaceId: '', token: 'secret' }],
  ['token', { apiSpaceId, token: '' }],
])('a client without %s is refused when it is made', (_, options) => {
  expect(() => createClient(options)).toThrow('no apiSpaceId or token');
});

test('a baseUrl that is no address is refused when the client is made', () => {
  expect(() => createClient({ apiSpaceId, token: 'secret', baseUrl: 'api.example.test' })).toThrow(TypeError);
});

describe('every operation, by its id', () => {
  test('has a call', () => {
    const { operations } = createClient({ apiSpaceId, token: 'secret' });
    expect(Object.keys(operations).sort()).toEqual(Object.keys(facts).sort());
  });

  test('sends what it is given, with all that a call has', async () => {
    await using server = await startRecordingServer(
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 201, body: messageWith('sent') },
      { status: 200, body: messageWith('read') },
    );
    const { operations } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

    const sent = await operations.sendMessage({ body: request }, { headers: { 'X-One': '1' } });
    const read = await operations.getMessage.withResponse({ path: { messageId: sent.messageId } });

    expect([sent.status, read.status, read.data.status]).toEqual(['sent', 200, 'read']);
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /apispaces/${apiSpaceId}/messages`,
      `POST /apispaces/${apiSpaceId}/messages`,
      `GET /apispaces/${apiSpaceId}/messages/${sent.messageId}`,
    ]);
    expect(server.requests[1]).toMatchObject({ headers: { 'x-one': '1' }, body: JSON.stringify(request) });
  });

  test('sends a query', async () => {
    await using server = await startRecordingServer({ status: 200, body: messageWith('read') });
    const { operations } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });

    // No operation of the contract has a query yet.
    await operations.getMessage({ path: { messageId }, query: { a: ['1', '2'] } as never });

    expect(server.requests[0]?.url).toMatch(/\?a=1&a=2$/);
  });
});
