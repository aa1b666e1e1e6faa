import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  createClient,
  NotFoundError,
  OutcomeUnknownError,
  PayloadTooLargeError,
  PermissionError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  UnexpectedStatusError,
  UnreadableResponseError,
  ValidationError,
} from '../src/index.ts';
import { apiSpaceId, messageId, messageWith, quick, request } from './example.ts';
import { type Answer, startRecordingServer } from './recording-server.ts';

async function callsOf(...answers: Answer[]) {
  const server = await startRecordingServer(...answers);
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret-token',
    baseUrl: server.baseUrl,
    retry: quick,
    timeout: 1_000,
    maxResponseBytes: 1000,
  });
  return { ...server, messages, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

const thrown = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => expect.unreachable('nothing was thrown'),
    (error) => error,
  );

test.each([
  [400, ValidationError],
  [401, AuthenticationError],
  [403, PermissionError],
  [404, NotFoundError],
  [413, PayloadTooLargeError],
  [405, UnexpectedStatusError],
  [308, UnexpectedStatusError],
])('a send that is answered %i throws its own error, after one request', async (status, Class) => {
  await using server = await callsOf({ status });

  const error = await thrown(server.messages.send(request));

  expect(error).toBeInstanceOf(Class);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ name: Class.name, operation: 'sendMessage', status, attempts: [{ status }] });
  expect(error.message).toMatch(/^sendMessage: .*Nothing was accepted/);
  expect(server.requests).toHaveLength(1);
});

test('a validation error lists the failures, and names the parameters', async () => {
  const validationFailures = [
    { paramName: 'to.phoneNumber', message: '447700900123 cannot be reached' },
    { paramName: 'rules', message: 'is required' },
  ];
  await using server = await callsOf({ status: 400, body: { message: 'Bad request', validationFailures } });

  const error = (await thrown(server.messages.send(request))) as ValidationError;

  expect(error.failures).toEqual(validationFailures);
  expect(error.body).toEqual({ message: 'Bad request', validationFailures });
  expect(error.message).toContain('to.phoneNumber,rules');
});

test.each([
  ['no body', {}],
  ['another form', { body: { validationFailures: 'none' } }],
  // Found by fuzzing: the null was taken apart, and the call threw a TypeError.
  ['failures of another form', { body: { validationFailures: [null, 'to', {}, { paramName: 5 }] } }],
  ['text', { text: '<h1>Bad request</h1>' }],
])('a 400 with %s is a validation error without failures', async (_, answer) => {
  await using server = await callsOf({ status: 400, ...answer });

  const error = (await thrown(server.messages.send(request))) as ValidationError;

  expect(error.failures).toEqual([]);
});

test('the error of a rate limit says how long to wait, and every attempt is told', async () => {
  const headers = { 'Retry-After': '0' };
  const answers = Array.from({ length: 4 }, () => ({ status: 429, headers }));
  await using server = await callsOf(...answers);

  const error = await thrown(server.messages.send(request));

  expect(error).toBeInstanceOf(RateLimitedError);
  expect(error.retryAfter).toBe(0);
  expect(error.headers?.get('retry-after')).toBe('0');
  expect(error.attempts).toEqual([
    { status: 429, delay: 0 },
    { status: 429, delay: 0 },
    { status: 429, delay: 0 },
    { status: 429 },
  ]);
  expect(server.requests).toHaveLength(4);
});

test('a send that finds the API not available with Retry-After was not accepted', async () => {
  const headers = { 'Retry-After': '0' };
  await using server = await callsOf(...Array.from({ length: 4 }, () => ({ status: 503, headers })));

  expect(await thrown(server.messages.send(request))).toBeInstanceOf(ServerError);
  expect(server.requests).toHaveLength(4);
});

test('a read is tried again until it succeeds', async () => {
  await using server = await callsOf(
    { status: 500 },
    'reset',
    { cut: 200 },
    { status: 200, body: messageWith('sent') },
  );

  expect((await server.messages.get(messageId)).status).toBe('sent');
  expect(server.requests).toHaveLength(4);
});

test('a read that fails for good throws what it met last', async () => {
  await using server = await callsOf({ status: 502 }, { status: 502 }, { status: 502 }, { status: 502 });
  expect(await thrown(server.messages.get(messageId))).toBeInstanceOf(ServerError);

  server.answers.push('reset', 'reset', 'reset', 'reset');
  const lost = await thrown(server.messages.get(messageId));
  expect(lost).toBeInstanceOf(ConnectionError);
  expect(lost.attempts).toHaveLength(4);
  expect(lost.cause).toBeInstanceOf(TypeError);

  server.answers.push('hang', 'hang');
  const late = await thrown(server.messages.get(messageId, { retry: { limit: 1 } }));
  expect(late).toBeInstanceOf(TimeoutError);
  expect(late.attempts).toMatchObject([
    { cause: { name: 'TimeoutError' } },
    { cause: { name: 'TimeoutError' } },
  ]);
});

test.each<[string, Answer]>([
  ['broken JSON', { status: 200, text: '{"messageId":' }],
  ['a page', { status: 200, text: '<html>Sign in</html>' }],
  ['no body', { status: 200 }],
  ['a JSON value that is no object', { status: 200, body: 'ok' }],
  ['a body larger than the limit', { status: 200, body: { messageId: 'x'.repeat(1000) } }],
])('a read that is answered with %s is a named error, not a SyntaxError', async (_, answer) => {
  await using server = await callsOf(answer);

  const error = await thrown(server.messages.get(messageId));

  expect(error).toBeInstanceOf(UnreadableResponseError);
  expect(error.status).toBe(200);
  expect(server.requests).toHaveLength(1);
});

test('a body that is larger than the limit is cut off, packed or not', async () => {
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    maxResponseBytes: 1000,
    fetch: async () => {
      let chunks = 0;
      const body = new ReadableStream({
        pull(controller) {
          chunks += 1;
          if (chunks > 50) expect.unreachable('the body was read on');
          controller.enqueue(new TextEncoder().encode(' '.repeat(100)));
        },
      });
      return new Response(body, { headers: { 'Content-Length': '10', 'Content-Encoding': 'gzip' } });
    },
  });

  expect(await thrown(messages.get(messageId))).toMatchObject({
    cause: { message: 'More than 1000 bytes.' },
  });
});

test('a character that is cut in two between two chunks is read whole', async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(messageWith('sent', { body: '€' })));
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    fetch: async () =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
            controller.close();
          },
        }),
      ),
  });

  expect((await messages.get(messageId)).body).toBe('€');
});

test.each<[string, Answer]>([
  ['a connection that breaks after the request was read', 'reset'],
  ['no answer in time', 'hang'],
  ['an answer that breaks off', { cut: 201 }],
  ['an answer that does not end', { stall: 201 }],
  ['a success without a body', { status: 201 }],
  ['a success in broken JSON', { status: 201, text: '{"messageId":' }],
  ['a success that is too large', { status: 201, body: { messageId: 'x'.repeat(1000) } }],
  ['a success that the contract does not know', { status: 200, body: messageWith('sent') }],
  ['a redirect', { status: 303, headers: { location: '/' } }],
  ['408', { status: 408 }],
  ['500', { status: 500 }],
  ['501', { status: 501 }],
  ['503 without Retry-After', { status: 503 }],
])('a send that meets %s is in doubt: it is not repeated', async (_, answer) => {
  await using server = await callsOf(answer, { status: 201, body: messageWith('sent') });

  const error = await thrown(server.messages.send(request));

  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error.cause).toBeInstanceOf(ApiError);
  expect(error.attempts).toHaveLength(1);
  expect(error.message).toMatch(/may have been accepted.*metadata.*webhook.*messages\.get/);
  expect(server.requests).toHaveLength(1);
});

test('a refused send stays a refusal when the body of its answer does not come', async () => {
  await using server = await callsOf({ stall: 400 }, { cut: 413 });

  expect(await thrown(server.messages.send(request))).toBeInstanceOf(ValidationError);
  expect(await thrown(server.messages.send(request))).toBeInstanceOf(PayloadTooLargeError);
});

test('a send that could not connect was not accepted, and is tried again', async () => {
  const server = await startRecordingServer();
  await server[Symbol.asyncDispose]();
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl, retry: quick });

  const error = await thrown(messages.send(request));

  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.attempts).toHaveLength(4);
  expect(error.toJSON()).toMatchObject({ attempts: Array(4).fill({ cause: 'ECONNREFUSED' }) });
});

test('who allows duplicates gets sends repeated, and still learns of the doubt', async () => {
  await using server = await callsOf('reset', { status: 201, body: messageWith('sent') });
  const retry = { ...quick, allowDuplicates: true };

  expect((await server.messages.send(request, { retry })).status).toBe('sent');
  expect(server.requests).toHaveLength(2);

  server.answers.push('reset', { status: 400 });
  const result = await server.messages.send.try(request, { retry });
  expect(result.error).toBeInstanceOf(OutcomeUnknownError);
  expect(result.status).toBeUndefined();
});

test('what is logged of an error holds no content, no token and no text of others', async () => {
  const validationFailures = [{ paramName: 'to', message: '447700900123 is no number' }];
  await using server = await callsOf({
    status: 400,
    body: { message: 'not 447700900123', validationFailures },
  });
  const refused = await thrown(server.messages.send(request));
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret-token',
    retry: quick,
    fetch: async (_, { headers, body }) => {
      throw Object.assign(new Error(`cannot send ${body}`), { config: Object.fromEntries(headers) });
    },
  });
  const lost = await thrown(messages.send(request));

  for (const error of [refused, lost]) {
    const logged = [String(error), JSON.stringify(error), inspect(error, { depth: 9 }), { ...error }.body];
    expect(logged.join(' ')).not.toMatch(/447700900123|secret-token|table is ready/);
    expect(logged[1]).toContain('"operation":"sendMessage"');
    expect(logged[2]).toContain('errors.test.ts');
  }
  expect((lost.cause as Error).cause).toMatchObject({ message: expect.stringContaining('table is ready') });
});

test('the token does not show in the error about a token that cannot be sent', async () => {
  const { messages } = createClient({ apiSpaceId, token: 'secret\ntoken' });

  await expect(messages.send(request)).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  );
});
