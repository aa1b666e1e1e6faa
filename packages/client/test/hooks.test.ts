import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createClient, type Hooks, redact } from '../src/index.ts';
import { apiSpaceId, messageId, messageWith, quick, request } from './example.ts';
import { startRecordingServer } from './recording-server.ts';

function recorder() {
  const events: [keyof Hooks, Record<string, unknown>][] = [];
  const record = (name: keyof Hooks) => (event: object) => {
    events.push([name, { ...event }]);
  };
  const hooks: Hooks = {
    onRequest: record('onRequest'),
    onResponse: record('onResponse'),
    onRetry: record('onRetry'),
    onError: record('onError'),
  };
  return { events, hooks };
}

test('hooks tell what happens, in order, with operation, attempt, status and duration', async () => {
  await using server = await startRecordingServer({ status: 500 }, 'reset', { status: 404 });
  const { events, hooks } = recorder();
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    baseUrl: server.baseUrl,
    retry: quick,
    hooks,
  });

  await messages.get.try(messageId);

  expect(events.map(([name, { attempt }]) => `${name} ${attempt}`)).toEqual([
    'onRequest 1',
    'onResponse 1',
    'onRetry 1',
    'onRequest 2',
    'onRetry 2',
    'onRequest 3',
    'onResponse 3',
    'onError 3',
  ]);
  const [, response, retry, , broken, , , failed] = events.map(([, event]) => event);
  expect(response).toMatchObject({
    operation: 'getMessage',
    url: `${server.baseUrl}/apispaces/${apiSpaceId}/messages/${messageId}`,
    status: 500,
    duration: expect.any(Number),
  });
  expect(retry).toMatchObject({ status: 500, delay: expect.any(Number) });
  expect(broken).toMatchObject({ status: undefined, cause: { message: 'fetch failed' } });
  expect(failed).toMatchObject({ error: { name: 'NotFoundError' }, duration: expect.any(Number) });
});

test('the events of one call have a number of their own', async () => {
  const { events, hooks } = recorder();
  const fetch = async () => new Response(null, { status: 404 });
  const { messages } = createClient({ apiSpaceId, token: 'secret', fetch, hooks });

  await Promise.all([messages.get.try(messageId), messages.get.try(messageId)]);

  const calls = events.map(([, { call }]) => call);
  expect(new Set(calls).size).toBe(2);
  expect(calls.filter((call) => call === calls[0])).toHaveLength(3);
});

test('a hook of a call is put beside those of the client', async () => {
  const one = recorder();
  const { onResponse: _, ...hooks } = one.hooks;
  const two = recorder();
  const fetch = async () => new Response(null, { status: 404 });
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    fetch,
    hooks,
  });

  await messages.get.try(messageId, { hooks: { onError: (event) => two.hooks.onError?.(event) } });

  expect(one.events.map(([name]) => name)).toEqual(['onRequest']);
  expect(two.events.map(([name]) => name)).toEqual(['onError']);
});

test('a hook that fails, now or later, changes nothing', async () => {
  await using server = await startRecordingServer({ status: 201, body: messageWith('sent') });
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    baseUrl: server.baseUrl,
    hooks: {
      onRequest: () => {
        throw new Error('now');
      },
      onResponse: async () => {
        throw new Error('later');
      },
    },
  });

  expect((await messages.send(request)).messageId).toBe(messageId);
});

test('an event can be logged as it is: neither the token nor any content is in it', async () => {
  await using server = await startRecordingServer({ status: 500 });
  const { events, hooks } = recorder();
  const { messages } = createClient({ apiSpaceId, token: 'secret-token', baseUrl: server.baseUrl, hooks });

  await messages.send.try(request);

  expect(events).toHaveLength(3);
  for (const event of events)
    expect(JSON.stringify(event) + inspect(event, { depth: 9 })).not.toMatch(
      /447700900123|secret-token|ready/,
    );
});

test('the body of a request is at hand, and redact takes out what is sensitive', async () => {
  const bodies: unknown[] = [];
  const fetch = async () => new Response(null, { status: 404 });
  const hooks: Hooks = { onRequest: ({ body }) => bodies.push(body()) };
  const { messages } = createClient({ apiSpaceId, token: 'secret', fetch, hooks });

  await messages.send.try(request);
  await messages.sendBatch.try([request]);
  await messages.get.try(messageId);

  expect(bodies).toEqual([request, [request], undefined]);
  const redacted = { to: { phoneNumber: '[redacted]' }, body: '[redacted]', rules: ['sms'] };
  expect(bodies.map(redact)).toEqual([redacted, [redacted], undefined]);
});

test('redact takes out all that the contract marks, wherever it stands, and nothing else', () => {
  const message = messageWith('delivered', {
    to: { phoneNumber: '447700900123', loyaltyNumber: 'L-1' },
    title: 'Your table',
    messageParts: [{ type: 'text/plain', data: 'Hello', name: 'part' }],
    customBody: { sms: { body: 'Hello' } },
    metadata: { order: 17 },
    channelOptions: {
      sms: { from: 'Restaurant' },
      email: { htmlBody: '<p>Hello</p>', fromName: 'Restaurant' },
    },
    statusDetails: {
      channel: 'sms',
      additionalInfo: { to: '447700900123' },
      channelStatus: { sms: { status: 'delivered', details: { to: '447700900123' } } },
    },
  });

  expect(redact(message)).toEqual({
    ...message,
    to: { phoneNumber: '[redacted]', loyaltyNumber: '[redacted]' },
    body: '[redacted]',
    title: '[redacted]',
    messageParts: [{ type: 'text/plain', data: '[redacted]', name: 'part' }],
    customBody: '[redacted]',
    metadata: '[redacted]',
    channelOptions: {
      sms: { from: 'Restaurant' },
      email: { htmlBody: '[redacted]', fromName: 'Restaurant' },
    },
    statusDetails: {
      channel: 'sms',
      additionalInfo: '[redacted]',
      channelStatus: { sms: { status: 'delivered', details: '[redacted]' } },
    },
  });
  expect(redact('text')).toBe('text');
  expect(redact(null)).toBeNull();
});

test('a field that is called like a method of every object is redacted as any other', () => {
  const to = { constructor: '447700900123', toString: '447700900123' };

  expect(redact({ to })).toEqual({ to: { constructor: '[redacted]', toString: '[redacted]' } });
});
