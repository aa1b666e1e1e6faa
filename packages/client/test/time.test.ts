import { expect, test, vi } from 'vitest';
import { createClient, OutcomeUnknownError, RateLimitedError, TimeoutError } from '../src/index.ts';
import { apiSpaceId, messageId, messageWith, quick, request } from './example.ts';
import { startRecordingServer } from './recording-server.ts';

const base = { apiSpaceId, token: 'secret' };

test('the timeout is of one attempt: the next one gets it anew', async () => {
  await using server = await startRecordingServer('hang', { status: 200, body: messageWith('sent') });
  const { messages } = createClient({ ...base, baseUrl: server.baseUrl, timeout: 50, retry: quick });

  expect((await messages.get(messageId)).status).toBe('sent');
});

test('the deadline is of the whole call, and cuts an attempt short', async () => {
  await using server = await startRecordingServer('hang', 'hang', 'hang', 'hang');
  const { messages } = createClient({
    ...base,
    baseUrl: server.baseUrl,
    timeout: 40,
    deadline: 60,
    retry: quick,
  });

  const { error } = await messages.get.try(messageId);

  expect(error).toBeInstanceOf(TimeoutError);
  expect(server.requests.length).toBeLessThan(4);
});

test('a wait that would outlast the deadline is not begun', async () => {
  const headers = { 'Retry-After': '50' };
  await using server = await startRecordingServer({ status: 429, headers });
  const { messages } = createClient({ ...base, baseUrl: server.baseUrl, deadline: 5000 });

  const { error } = await messages.send.try(request);

  expect(error).toBeInstanceOf(RateLimitedError);
  expect(error).toMatchObject({ retryAfter: 50_000, attempts: [{ status: 429 }] });
  expect(error?.attempts[0]).not.toHaveProperty('delay');
});

test('Retry-After is kept up to its cap', async () => {
  const headers = { 'Retry-After': '3600' };
  await using server = await startRecordingServer(
    { status: 429, headers },
    { status: 201, body: messageWith('sent') },
  );
  const delays: number[] = [];
  const { messages } = createClient({
    ...base,
    baseUrl: server.baseUrl,
    retry: { maxDelay: 20 },
    hooks: { onRetry: ({ delay }) => delays.push(delay) },
  });

  await messages.send(request);

  expect(delays).toEqual([20]);
});

test('a transport that does not listen to its signal cannot hold a call', async () => {
  const { messages } = createClient({
    ...base,
    fetch: () => new Promise(() => {}),
    timeout: 20,
    retry: { limit: 0 },
  });

  expect((await messages.get.try(messageId)).error).toBeInstanceOf(TimeoutError);
  expect((await messages.send.try(request)).error).toBeInstanceOf(OutcomeUnknownError);
  const reason = new Error('enough');
  const controller = new AbortController();
  const call = messages.get(messageId, { signal: controller.signal, timeout: 10_000 });
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
});

test('no time limit is too long for a timer', async () => {
  await using server = await startRecordingServer({ status: 200, body: messageWith('sent') });
  const { messages } = createClient({
    ...base,
    baseUrl: server.baseUrl,
    timeout: Number.POSITIVE_INFINITY,
    deadline: Number.POSITIVE_INFINITY,
  });

  expect((await messages.get(messageId)).status).toBe('sent');
});

test('an abort before the call sends nothing and asks for no token', async () => {
  let asked = 0;
  const reason = new Error('enough');
  await using server = await startRecordingServer();
  const { messages } = createClient({
    ...base,
    baseUrl: server.baseUrl,
    token: () => {
      asked += 1;
      return 'secret';
    },
  });

  await expect(messages.send(request, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  await expect(messages.send.try(request, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(server.requests).toHaveLength(0);
  expect(asked).toBe(0);
});

test('an abort while the answer is awaited rejects with its reason, as it is', async () => {
  await using server = await startRecordingServer('hang');
  const controller = new AbortController();
  const { messages } = createClient({ ...base, baseUrl: server.baseUrl });
  const reason = { not: 'even an error' };

  const call = messages.send(request, { signal: controller.signal });
  await expect.poll(() => server.requests.length).toBe(1);
  controller.abort(reason);

  await expect(call).rejects.toBe(reason);
});

test('an abort ends a wait between two attempts', async () => {
  await using server = await startRecordingServer({ status: 429, headers: { 'Retry-After': '60' } });
  const controller = new AbortController();
  const reason = new Error('enough');
  const { messages } = createClient({
    ...base,
    baseUrl: server.baseUrl,
    hooks: { onRetry: () => controller.abort(reason) },
  });

  await expect(messages.send(request, { signal: controller.signal })).rejects.toBe(reason);
  expect(server.requests).toHaveLength(1);
});

test('a signal that is used for many calls keeps no listener of theirs', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...args);
  };
  const { messages } = createClient({ ...base, fetch: async () => new Response(null, { status: 404 }) });

  for (let n = 0; n < 5; n++) await messages.get.try(messageId, { signal });

  expect(listeners).toBe(0);
});

test('a request that has no time left is ended, not left to run', async () => {
  const signals: AbortSignal[] = [];
  const { messages } = createClient({
    ...base,
    fetch: (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
    timeout: 20,
    retry: { limit: 0 },
  });

  await messages.get.try(messageId);

  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('a call that ends leaves no timer behind, which would keep a program from ending', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { messages } = createClient({ ...base, fetch: async () => new Response(null, { status: 404 }) });
    await messages.get.try(messageId);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
