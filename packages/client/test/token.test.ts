import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { AuthenticationError, createClient, TimeoutError } from '../src/index.ts';
import { apiSpaceId, messageId, messageWith, quick, request } from './example.ts';
import { type RecordedRequest, startRecordingServer } from './recording-server.ts';

const tokensOf = ({ requests }: { requests: RecordedRequest[] }) =>
  requests.map(({ headers }) => headers.authorization);

test('a token function is asked for each request', async () => {
  await using server = await startRecordingServer({ status: 500 }, { status: 404 });
  const tokens = ['first', 'second'];
  const { messages } = createClient({
    apiSpaceId,
    token: async () => tokens.shift() ?? '',
    baseUrl: server.baseUrl,
    retry: quick,
  });

  await messages.get.try(messageId);

  expect(tokensOf(server)).toEqual(['Bearer first', 'Bearer second']);
});

test('after a 401 the function is asked once for a new token, also for a send', async () => {
  await using server = await startRecordingServer(
    { status: 429 },
    { status: 401 },
    { status: 201, body: messageWith('sent') },
  );
  const asked: boolean[] = [];
  const { messages } = createClient({
    apiSpaceId,
    token: ({ refresh }) => {
      asked.push(refresh);
      return refresh ? 'new' : 'old';
    },
    baseUrl: server.baseUrl,
    retry: { ...quick, limit: 1 },
  });

  expect((await messages.send(request)).status).toBe('sent');
  expect(asked).toEqual([false, false, true]);
  expect(tokensOf(server)).toEqual(['Bearer old', 'Bearer old', 'Bearer new']);
});

test('a second 401 is the end', async () => {
  await using server = await startRecordingServer({ status: 401 }, { status: 401 });
  const { messages } = createClient({ apiSpaceId, token: () => 'bad', baseUrl: server.baseUrl });

  const { error } = await messages.send.try(request);

  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error?.attempts).toHaveLength(2);
});

test('a token that is a string is not tried twice', async () => {
  await using server = await startRecordingServer({ status: 401 });
  const { messages } = createClient({ apiSpaceId, token: 'bad', baseUrl: server.baseUrl });

  expect((await messages.send.try(request)).status).toBe(401);
  expect(server.requests).toHaveLength(1);
});

test('what the token function throws comes out as it is, and nothing is sent', async () => {
  await using server = await startRecordingServer();
  const failure = new Error('the vault is closed');
  const { messages } = createClient({
    apiSpaceId,
    token: async () => {
      throw failure;
    },
    baseUrl: server.baseUrl,
  });

  await expect(messages.send(request)).rejects.toBe(failure);
  await expect(messages.send.try(request)).rejects.toBe(failure);
  expect(server.requests).toHaveLength(0);
});

test('a send whose token comes too late has not been sent, and never will be', async () => {
  await using server = await startRecordingServer({ status: 201, body: messageWith('sent') });
  let give = (_: string) => {};
  const token = () =>
    new Promise<string>((resolve) => {
      give = resolve;
    });
  const { messages } = createClient({
    apiSpaceId,
    token,
    baseUrl: server.baseUrl,
    timeout: 20,
    retry: { limit: 0 },
  });

  const { error } = await messages.send.try(request);
  give('late');
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(error).toBeInstanceOf(TimeoutError);
  expect(server.requests).toHaveLength(0);
});

test('a token that comes when the time is up sends nothing any more', async () => {
  const sent: string[] = [];
  let give = (_token: string) => {};
  const { messages } = createClient({
    apiSpaceId,
    token: () =>
      new Promise((resolve) => {
        give = resolve;
      }),
    // One that does not look at its signal.
    fetch: async (url) => {
      sent.push(url);
      return new Response(null, { status: 404 });
    },
    timeout: 20,
    retry: { limit: 0 },
  });

  expect((await messages.send.try(request)).error).toBeInstanceOf(TimeoutError);
  give('late');
  await new Promise(setImmediate);
  expect(sent).toEqual([]);
});

test('a token that cannot stand in a header is not quoted', async () => {
  const { messages } = createClient({ apiSpaceId, token: 'a-secret\ntoken' });

  const error = await messages.get(messageId).catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(TypeError);
  expect(inspect(error)).not.toContain('a-secret');
});
