import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@enterprise-communications/sandbox';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { contract } from '../src/generated/contract.ts';
import { isPublicAddress } from '../src/webhooks/public-address.ts';
import { whatFollows } from '../src/webhooks/what-follows.ts';
import { receiverForTest, SECRET } from './receiver.ts';
import { call, OTHER_SPACE, postBatch, SMS, SPACE, sandboxForTest, send } from './sandbox.ts';

const names = (events: { name: string }[]) => events.map(({ name }) => name);
const read = { ...SMS, to: { phoneNumber: '447700900002' } };

describe('events', () => {
  test('each change of status comes as a signed, valid event, with rising revision', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const id = await send(sandbox, { ...read, metadata: { order: 7 } });
    await sandbox.advance('1h');
    expect(names(receiver.events())).toEqual(['message.sent', 'message.delivered', 'message.read']);
    expect(receiver.events().map(({ revision }) => revision)).toEqual([2, 3, 4]);
    expect(receiver.events().every(({ payload }) => payload.id === id && payload.metadata.order === 7)).toBe(
      true,
    );
    expect(receiver.faults).toEqual([]);
  });

  test.each([
    ['447700900010', ['message.sent', 'message.failed']],
    ['447700900012', ['message.failed']],
    ['447700900020', ['message.sent', 'message.expired']],
    ['447700900030', []],
    ['447700900040', ['message.sent', 'message.delivered']],
    ['447700900050', ['message.sent', 'message.delivered', 'message.inbound']],
  ])('those of %s', async (phoneNumber, expected) => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const id = await send(sandbox, { ...SMS, to: { phoneNumber } });
    await sandbox.advance('1h');
    expect(names(receiver.events())).toEqual(expected);
    expect(receiver.faults).toEqual([]);
    const inbound = receiver.events().find(({ name }) => name === 'message.inbound');
    if (inbound)
      expect(inbound.payload).toMatchObject({
        body: 'YES',
        from: { phoneNumber },
        correlation: { messageId: id },
      });
  });

  test('profiles that sends make, change and bring back', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const to = { profileId: 'ada', phoneNumber: '447700900123' };
    await send(sandbox, { ...SMS, to });
    await send(sandbox, { ...SMS, to });
    await send(sandbox, { ...SMS, to: { ...to, firstName: 'Ada' } });
    await call(sandbox, 'DELETE', `/_sandbox/apispaces/${SPACE}/profiles/ada`);
    await send(sandbox, { ...SMS, to });
    await sandbox.advance('0s');
    const profile = receiver.events().filter(({ name }) => name.startsWith('profile.'));
    expect(names(profile)).toEqual([
      'profile.create',
      'profile.update',
      'profile.delete',
      'profile.undelete',
    ]);
    expect(profile.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    expect(receiver.faults).toEqual([]);
  });

  test('only those that the subscription asks for', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest();
    await sandbox.subscribe({
      url: receiver.url,
      secret: SECRET,
      events: ['message.read'],
      apiSpaceId: SPACE,
    });
    await send(sandbox, read);
    await call(sandbox, 'POST', `/apispaces/${OTHER_SPACE}/messages`, { body: read });
    await sandbox.advance('1h');
    expect(names(receiver.events())).toEqual(['message.read']);
  });

  test('none from before the subscription, and none after it has ended', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest();
    await send(sandbox);
    await sandbox.advance('200ms');
    const { id } = await sandbox.subscribe({ url: receiver.url, secret: SECRET });
    await sandbox.advance('1h');
    await sandbox.unsubscribe(id);
    await send(sandbox);
    await sandbox.advance('1h');
    expect(names(receiver.events())).toEqual(['message.delivered']);
  });

  test('batches go out when they are full, or when their time is over', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest();
    await sandbox.subscribe({
      url: receiver.url,
      secret: SECRET,
      batch: { maxSize: 4, timeoutSeconds: 5 },
      events: ['message.sent'],
    });
    await postBatch(sandbox, Array(10).fill(SMS));
    await sandbox.advance('1s');
    expect(receiver.requests.map(({ length }) => length)).toEqual([4, 4]);
    await sandbox.advance('5s');
    expect(receiver.requests.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(receiver.faults).toEqual([]);
  });
});

describe('retries', () => {
  test('follow the documented schedule, and the events of the message wait behind', async () => {
    const receiver = await receiverForTest(() => 503);
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('48h');
    const { attempts } = await sandbox.attempts({ limit: 500 });
    const first = attempts.reverse().filter(({ eventIds }) => eventIds[0] === receiver.events()[0]?.eventId);
    const gaps = first
      .slice(1)
      .map(({ at }, index) => (Date.parse(at) - Date.parse(first[index]?.at as string)) / 1000);
    expect(gaps).toEqual(contract.retryDelaysSeconds);
    expect(first.at(-1)).toMatchObject({ attempt: 18, status: 503, outcome: 'given up' });
    expect(new Set(names(receiver.events().slice(0, 18)))).toEqual(new Set(['message.sent']));
    expect(names(receiver.events().slice(18, 19))).toEqual(['message.delivered']);
    expect(receiver.faults).toEqual([]);
  });

  test('an event that is not ordered does not wait', async () => {
    const receiver = await receiverForTest((_, [event]) => (event?.name === 'message.sent' ? 500 : 200));
    const sandbox = await sandboxForTest();
    await sandbox.subscribe({ url: receiver.url, secret: SECRET, ordered: false });
    await send(sandbox);
    await sandbox.advance('4s');
    expect(names(receiver.events())).toEqual(['message.sent', 'message.delivered']);
  });

  test('a 400 is never sent again, and the next event goes on', async () => {
    const receiver = await receiverForTest((n) => (n === 1 ? 400 : 200));
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('24h');
    expect(names(receiver.events())).toEqual(['message.sent', 'message.delivered']);
    expect((await sandbox.attempts()).attempts.map(({ outcome }) => outcome)).toEqual([
      'delivered',
      'refused',
    ]);
  });

  test('a redirect is not followed, but tried again', async () => {
    const receiver = await receiverForTest((n) => (n === 1 ? 302 : 204));
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('1m');
    expect(names(receiver.events())).toEqual(['message.sent', 'message.sent', 'message.delivered']);
  });

  test('nobody listens', async () => {
    const sandbox = await sandboxForTest({ webhook: { url: 'http://127.0.0.1:9/hook', secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('1s');
    expect((await sandbox.attempts()).attempts[0]).toMatchObject({
      error: 'connection refused',
      outcome: 'will be tried again',
    });
  });

  test.each([
    [200, 1, { end: 'delivered' }],
    [299, 18, { end: 'delivered' }],
    [400, 1, { end: 'refused' }],
    [401, 1, { retryAfterMs: 5000 }],
    [undefined, 5, { retryAfterMs: 60_000 }],
    [500, 17, { retryAfterMs: 14_400_000 }],
    [500, 18, { end: 'given up' }],
  ])('after a %s at attempt %i', (status, attempt, expected) => {
    expect(whatFollows(status, attempt)).toEqual(expected);
  });

  test('a 24 h schedule for 1,000 messages passes at once', async () => {
    const receiver = await receiverForTest(() => 500);
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await postBatch(sandbox, Array(1000).fill({ ...SMS, to: { phoneNumber: '447700900003' } }));
    await sandbox.advance('25h');
    expect(receiver.requests).toHaveLength(18_000);
  }, 60_000);
});

describe('restarts', () => {
  test('what was not delivered is delivered after, and what was is not sent again', async () => {
    const data = mkdtempSync(join(tmpdir(), 'sandbox-webhooks-'));
    onTestFinished(() => rmSync(data, { recursive: true, force: true }));
    const receiver = await receiverForTest((n) => (n === 1 ? 200 : n === 2 ? 500 : 200));
    const webhook = { url: receiver.url, secret: SECRET };
    const first = await startSandbox({ data, webhook });
    await send(first, read);
    await first.advance('1s');
    await first.close();
    expect(names(receiver.events())).toEqual(['message.sent', 'message.delivered']);
    const second = await sandboxForTest({ data, webhook });
    await second.advance('1s');
    expect(receiver.requests).toHaveLength(2);
    await second.advance('5s');
    expect(names(receiver.events().slice(2))).toEqual(['message.delivered', 'message.read']);
    expect(receiver.events()[2]?.eventId).toBe(receiver.events()[1]?.eventId);
    expect(receiver.faults).toEqual([]);
  });
});

describe('by hand', () => {
  test('an event is sent again with the same id', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('1h');
    const [sent] = receiver.events();
    await sandbox.resend(sent?.eventId as string);
    expect(receiver.events()[2]).toEqual(sent);
    expect((await sandbox.attempts({ limit: 1 })).attempts[0]?.outcome).toBe('resent');
  });

  test('an attempt shows the body and signature that were posted', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const id = await send(sandbox);
    await sandbox.advance('1h');
    const { events } = await sandbox.inspect(id);
    const attempt = events[0]?.attempts[0];
    expect(JSON.parse(attempt?.body as string)).toEqual(receiver.requests[0]?.[0]);
    expect(attempt).toMatchObject({
      status: 200,
      outcome: 'delivered',
      signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  test('a person writes out of the blue, and replies', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const inbound = {
      apiSpaceId: SPACE,
      channel: 'sms',
      from: { phoneNumber: '447700900123' },
      body: 'Hello?',
    };
    expect((await call(sandbox, 'POST', '/_sandbox/inbounds', { body: inbound })).status).toBe(201);
    const id = await send(sandbox);
    await sandbox.advance('1h');
    await sandbox.reply(id, 'Thanks');
    await sandbox.setStatus(id, 'read');
    await sandbox.advance('0s');
    expect(names(receiver.events())).toEqual([
      'message.inbound',
      'message.sent',
      'message.delivered',
      'message.inbound',
      'message.read',
    ]);
    expect(receiver.faults).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    ['tooManyRequests', 429],
    ['serverError', 500],
    ['unavailable', 503],
  ] as const)('%s for the next two requests', async (name, status) => {
    const sandbox = await sandboxForTest();
    await sandbox.setFaults({ [name]: { next: 2 } });
    const path = `/apispaces/${SPACE}/messages`;
    const answers = [];
    for (let n = 0; n < 3; n++) answers.push(await call(sandbox, 'POST', path, { body: SMS }));
    expect(answers.map((answer) => answer.status)).toEqual([status, status, 201]);
    if (status !== 500) expect(answers[0]?.headers.get('retry-after')).toBe('1');
    expect((await sandbox.messages()).messages).toHaveLength(1);
  });

  test('a rate strikes the same requests with the same seed', async () => {
    const run = async () => {
      const sandbox = await sandboxForTest({ seed: 3 });
      await sandbox.setFaults({ serverError: { rate: 0.5 } });
      const statuses = [];
      for (let n = 0; n < 20; n++)
        statuses.push((await call(sandbox, 'POST', `/apispaces/${SPACE}/messages`, { body: SMS })).status);
      return statuses;
    };
    const statuses = await run();
    expect(new Set(statuses)).toEqual(new Set([201, 500]));
    expect(await run()).toEqual(statuses);
  });

  test.each([
    ['resetBefore', 0],
    ['resetAfter', 1],
  ] as const)('%s breaks the connection', async (name, kept) => {
    const sandbox = await sandboxForTest();
    await sandbox.setFaults({ [name]: { next: 1 } });
    await expect(send(sandbox)).rejects.toThrow('fetch failed');
    expect((await sandbox.messages()).messages).toHaveLength(kept);
  });

  test('webhooks come twice, and out of order', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await sandbox.setFaults({ duplicateWebhook: { next: 1 }, reorderWebhook: { next: 1 } });
    await send(sandbox, read);
    await sandbox.advance('1h');
    expect(names(receiver.events())).toEqual([
      'message.delivered',
      'message.delivered',
      'message.read',
      'message.sent',
    ]);
  });

  test('latency', async () => {
    const sandbox = await sandboxForTest();
    await sandbox.setFaults({ latency: { ms: 200, next: 1 } });
    let isAnswered = false;
    const answer = send(sandbox).then(() => {
      isAnswered = true;
    });
    await sandbox.messages();
    expect(isAnswered).toBe(false);
    await answer;
  });
});

test('a real clock needs nobody to advance it', async () => {
  const receiver = await receiverForTest();
  const sandbox = await sandboxForTest({
    clock: 'real',
    pace: 0,
    webhook: { url: receiver.url, secret: SECRET },
  });
  await send(sandbox, read);
  await vi.waitUntil(() => receiver.requests.length === 3);
  expect(receiver.faults).toEqual([]);
  await expect(sandbox.advance('1h')).rejects.toThrow('the clock is real');
});

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['169.254.169.254', false],
  ['192.168.1.1', false],
  ['172.31.0.1', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', true],
  ['fe80::1', false],
  ['fd00::1', false],
  ['nonsense', false],
])('is %s a public address: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
