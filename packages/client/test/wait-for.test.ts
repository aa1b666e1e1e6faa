import { expect, test, vi } from 'vitest';
import { createClient, NotFoundError, TimeoutError } from '../src/index.ts';
import { waitFor } from '../src/wait-for.ts';
import { apiSpaceId, messageId, messageWith } from './example.ts';
import { type Answer, startRecordingServer } from './recording-server.ts';

const now = (status: string): Answer => ({ status: 200, body: messageWith(status) });

async function messagesOf(...answers: Answer[]) {
  const server = await startRecordingServer(...answers);
  const { messages } = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl });
  return { ...server, messages, [Symbol.asyncDispose]: server[Symbol.asyncDispose] };
}

test('waits until the status is final', async () => {
  await using server = await messagesOf(now('processing'), now('sent'), now('delivered'));

  expect((await server.messages.waitFor(messageId)).status).toBe('delivered');
  expect(server.requests).toHaveLength(3);
});

test('a status that nobody knows yet is not final', async () => {
  await using server = await messagesOf(now('quarantined'), now('failed'));

  expect((await server.messages.waitFor(messageId)).status).toBe('failed');
});

test('waits until it is what the caller waits for', async () => {
  await using server = await messagesOf(now('delivered'), now('read'));

  const message = await server.messages.waitFor(messageId, { until: ({ status }) => status === 'read' });

  expect(message.status).toBe('read');
});

test('a 404 means "not yet" at first', async () => {
  await using server = await messagesOf({ status: 404 }, now('read'));

  expect((await server.messages.waitFor(messageId)).status).toBe('read');
});

test('a 404 means "no" later', async () => {
  await using server = await messagesOf({ status: 404 });

  expect((await server.messages.waitFor.try(messageId, { grace: 0 })).error).toBeInstanceOf(NotFoundError);
});

test('other errors are the end', async () => {
  await using server = await messagesOf({ status: 403 });

  expect((await server.messages.waitFor.try(messageId)).status).toBe(403);
});

test('when the time is up, the error has the message as it was read last', async () => {
  await using server = await messagesOf(now('sent'));

  const { error } = await server.messages.waitFor.try(messageId, { timeout: 100 });

  expect(error).toBeInstanceOf(TimeoutError);
  expect(error?.body).toEqual(messageWith('sent'));
});

test('the time holds for a request that does not end, too', async () => {
  await using server = await messagesOf('hang');

  expect((await server.messages.waitFor.try(messageId, { timeout: 50 })).error).toBeInstanceOf(TimeoutError);
});

test('an abort ends the wait between two reads', async () => {
  await using server = await messagesOf(now('sent'));
  const controller = new AbortController();
  const reason = new Error('enough');
  const wait = server.messages.waitFor(messageId, { signal: controller.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  setTimeout(() => controller.abort(reason), 20);

  await expect(wait).rejects.toBe(reason);
});

test('asks less and less often', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.spyOn(Math, 'random').mockReturnValue(1);
  try {
    const asked: number[] = [];
    const get = async () => {
      asked.push(performance.now());
      return { status: 200, headers: new Headers(), data: messageWith('processing') } as never;
    };
    const waiting = waitFor(get, messageId, { timeout: 100_000 }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100_000);

    expect(await waiting).toBeInstanceOf(TimeoutError);
    const gaps = asked.slice(1).map((at, index) => Math.round(at - (asked[index] as number)));
    expect(gaps.slice(0, 3)).toEqual([500, 750, 1125]);
    expect(gaps.at(-1)).toBe(15_000);
  } finally {
    vi.restoreAllMocks();
    vi.useRealTimers();
  }
});
