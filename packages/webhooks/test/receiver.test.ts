import { describe, expect, test } from 'vitest';
import type { RequestHeaders } from '../src/index.ts';
import {
  createWebhookReceiver,
  RawBodyError,
  SecretError,
  signatureHeader,
  signEvent,
} from '../src/index.ts';
import { exampleBody, exampleEvent, typed } from './contract.ts';
import { sign, signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret });
const body = exampleBody('event-message-delivered');
const event = JSON.parse(body);
const receiveValue = (value: unknown) => {
  const text = JSON.stringify(value);
  return receiver.receive(text, signed(text, secret));
};

describe('the body can be given as', () => {
  const bytes = new TextEncoder().encode(body);
  test.each<[string, string | Uint8Array | ArrayBuffer]>([
    ['text', body],
    ['a Uint8Array', bytes],
    ['a Buffer', Buffer.from(body)],
    ['a part of a larger buffer', new Uint8Array([1, ...bytes, 2]).subarray(1, -1)],
    ['an ArrayBuffer', bytes.buffer],
  ])('%s', async (_name, given) => {
    expect(await receiver.receive(given, signed(body, secret))).toMatchObject({
      ok: true,
      events: [typed(event)],
    });
  });

  test('bytes that their owner overwrites while they are verified', async () => {
    const own = new TextEncoder().encode(body);
    const received = receiver.receive(own, signed(body, secret));
    own.fill(32);
    expect(await received).toMatchObject({ ok: true, events: [typed(event)] });
  });

  test('text beyond ASCII, and a byte order mark', async () => {
    const text = `\uFEFF${JSON.stringify({ ...event, note: 'Grüße 👋 \u2028' })}`;
    expect(await receiver.receive(text, signed(text, secret))).toMatchObject({
      ok: true,
      events: [{ event: { note: 'Grüße 👋 \u2028' } }],
    });
  });
});

describe('a body that is not raw any more is a mistake of the set-up, and thrown', () => {
  test.each([
    ['a parsed event', event],
    ['a parsed batch', [event]],
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['other numbers', new Float64Array(4)],
  ])('%s', async (_name, given) => {
    const receive = receiver.receive(given as string, signed(body, secret));
    await expect(receive).rejects.toThrow(RawBodyError);
    await expect(receive).rejects.toThrow(/express\.json\(\)/);
    await expect(receive).rejects.not.toThrow(/447700900/);
  });
});

describe('the headers can be given as', () => {
  const signature = sign(body, secret);
  test.each<[string, RequestHeaders]>([
    ['Headers', new Headers({ 'X-Comapi-Signature': signature })],
    ['an object, in the case of the contract', { 'X-Comapi-Signature': signature }],
    ["an object, in Node's lower case", { 'x-comapi-signature': signature, host: 'hooks.example' }],
    ['an object, in any case', { 'X-COMAPI-SIGNATURE': signature }],
    ['an object with a list', { 'x-comapi-signature': [signature] }],
    [
      'an object without a prototype',
      Object.assign(Object.create(null), { 'x-comapi-signature': signature }),
    ],
    ['an object with absent values', { 'x-comapi-signature': signature, via: undefined }],
    ['an object with names that HTTP/2 alone has', { ':path': '/hook', 'x-comapi-signature': signature }],
  ])('%s', async (_name, headers) => {
    expect(await receiver.receive(body, headers)).toMatchObject({ ok: true });
  });
});

describe('secrets', () => {
  test('each of several is accepted, in any order', async () => {
    const both = createWebhookReceiver({ secrets: ['the-old-one-of-them', 'the-new-one-of-them'] });
    for (const one of ['the-old-one-of-them', 'the-new-one-of-them'])
      expect(await both.receive(body, signed(body, one))).toMatchObject({ ok: true });
    expect(await both.receive(body, signed(body, secret))).toMatchObject({ reason: 'signature-mismatch' });
  });

  test('one can be bytes', async () => {
    const bytes = new Uint8Array([0, 255, 10, 128]);
    const binary = createWebhookReceiver({ secret: bytes });
    expect(await binary.receive(body, signed(body, bytes))).toMatchObject({ ok: true });
  });

  test('bytes are taken as they are, whitespace included', async () => {
    const odd = createWebhookReceiver({ secret: new TextEncoder().encode(' odd \n') });
    expect(await odd.receive(body, signed(body, ' odd \n'))).toMatchObject({ ok: true });
  });

  test.each<[string, unknown]>([
    ['missing', { secret: undefined }],
    ['empty', { secret: '' }],
    ['empty bytes', { secret: new Uint8Array() }],
    ['an empty list', { secrets: [] }],
    ['an empty one in a list', { secrets: [secret, ''] }],
  ])('%s: says so when the receiver is made', (_name, options) => {
    expect(() => createWebhookReceiver(options as { secret: string })).toThrow(SecretError);
    expect(() => createWebhookReceiver(options as { secret: string })).toThrow('is missing');
  });

  test.each(['\n', '\r\n', ' ', '\t', '\u00A0'])('%j after it: says so, without the secret', (space) => {
    for (const wrong of [secret + space, space + secret]) {
      expect(() => createWebhookReceiver({ secret: wrong })).toThrow(SecretError);
      expect(() => createWebhookReceiver({ secret: wrong })).toThrow(/whitespace/);
      expect(() => createWebhookReceiver({ secret: wrong })).not.toThrow(secret);
    }
  });
});

describe('what is signed but not an event', () => {
  test.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['not JSON', '{"eventId":'],
    ['several JSON texts', `${body}${body}`],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('%s', async (_name, given) => {
    const received = await receiver.receive(given, signed(given, secret));
    expect(received).toEqual({ ok: false, status: 400, reason: 'body-malformed', invalid: [] });
  });

  test.each([
    ['null', null],
    ['a number', 1],
    ['text', 'message.sent'],
    ['an empty object', {}],
    ['a batch of batches', [[event]]],
    ['an event without an id', { ...event, eventId: undefined }],
    ['a name that is no text', { ...event, name: { toString: 1 } }],
    ['a name from the prototype', { ...event, name: 'constructor', payload: undefined }],
    ['a known event with a wrong payload', { ...event, payload: { id: 1 } }],
    ['an unknown event without a payload', { ...event, name: 'chat.closed', payload: undefined }],
  ])('%s', async (_name, value) => {
    const received = await receiveValue(value);
    expect(received).toMatchObject({
      ok: false,
      status: 400,
      reason: 'events-invalid',
      invalid: [{ index: 0, failures: { 0: expect.anything() } }],
    });
  });

  test('a batch without events', async () => {
    expect(await receiveValue([])).toEqual({ ok: false, status: 400, reason: 'events-invalid', invalid: [] });
  });
});

describe('what the contract lets grow is accepted', () => {
  test('fields that are not documented, at each level', async () => {
    const grown = exampleEvent('event-message-delivered');
    grown.region = 'eu';
    grown.payload.cost = { amount: 1 };
    grown.payload.details.hops = 2;
    expect(await receiveValue(grown)).toEqual({ ok: true, events: [typed(grown)], invalid: [] });
  });

  test.each(['chat.closed', 'unknown', 'constructor', '__proto__', 'toString', '', 'MESSAGE.SENT'])(
    'an event called %j',
    async (name) => {
      const unknown = { ...event, name, payload: { anything: [1] } };
      expect(await receiveValue(unknown)).toEqual({
        ok: true,
        events: [{ type: 'unknown', event: unknown }],
        invalid: [],
      });
    },
  );

  test('a status that is new', async () => {
    const grown = exampleEvent('event-message-inbound');
    grown.payload.status = 'forwarded';
    expect(await receiveValue(grown)).toMatchObject({ ok: true });
  });
});

describe('a batch', () => {
  const other = { ...event, eventId: '0dceaf0d-93ea-4314-a6f8-b0cffe697990', name: 'chat.closed' };

  test('gives all its events, in order', async () => {
    const values = Array.from({ length: 500 }, (_, revision) => ({ ...event, revision }));
    expect(await receiveValue(values)).toEqual({ ok: true, events: values.map(typed), invalid: [] });
  });

  test('with a bad event still gives the good ones, and says which is bad and why', async () => {
    const bad = { ...event, timestamp: 'yesterday' };
    const received = await receiveValue([event, bad, other, null]);
    expect(received).toEqual({
      ok: true,
      events: [typed(event), typed(other)],
      invalid: [
        { index: 1, value: bad, failures: [expect.objectContaining({ path: 'timestamp' })] },
        { index: 3, value: null, failures: [expect.objectContaining({ keyword: 'type' })] },
      ],
    });
  });

  test('with bad events only is refused, each with its place', async () => {
    const received = await receiveValue([{}, 1]);
    expect(received).toMatchObject({ ok: false, status: 400, reason: 'events-invalid' });
    expect(received.invalid.map(({ index }) => index)).toEqual([0, 1]);
  });
});

describe('limits', () => {
  const nested = (levels: number) => {
    // The event and its payload are two of the levels.
    const inner = JSON.parse('['.repeat(levels - 2) + ']'.repeat(levels - 2));
    return { ...event, name: 'chat.closed', payload: { inner } };
  };
  const exactly = Buffer.byteLength(body);

  test('a body of as many bytes as allowed is taken, and one more is refused unread', async () => {
    const small = createWebhookReceiver({ secret, maxBodyBytes: exactly });
    expect(await small.receive(body, signed(body, secret))).toMatchObject({ ok: true });
    const tight = createWebhookReceiver({ secret, maxBodyBytes: exactly - 1 });
    const refused = { ok: false, status: 413, reason: 'body-too-large', invalid: [] };
    expect(await tight.receive(body, signed(body, secret))).toEqual(refused);
    expect(await tight.receive(body, {})).toEqual(refused);
  });

  test('the size is that in bytes', async () => {
    const text = JSON.stringify({ ...event, note: '👋'.repeat(100) });
    const tight = createWebhookReceiver({ secret, maxBodyBytes: text.length });
    expect(await tight.receive(text, signed(text, secret))).toMatchObject({ status: 413 });
  });

  test('by default 5,000,000 bytes', async () => {
    const pad = (size: number) => `${' '.repeat(size - exactly)}${body}`;
    for (const [size, ok] of [
      [5_000_000, true],
      [5_000_001, false],
    ] as const) {
      const text = pad(size);
      expect(await receiver.receive(text, signed(text, secret))).toMatchObject({ ok });
    }
    expect(receiver.maxBodyBytes).toBe(5_000_000);
  });

  test('a limit that is not a number refuses everything', async () => {
    const wrong = createWebhookReceiver({ secret, maxBodyBytes: Number('ten') });
    expect(await wrong.receive(body, signed(body, secret))).toMatchObject({ reason: 'body-too-large' });
  });

  test('64 levels by default, and one more is refused', async () => {
    expect(await receiveValue(nested(64))).toMatchObject({ ok: true });
    expect(await receiveValue(nested(65))).toMatchObject({ status: 400, reason: 'body-too-deep' });
  });

  test('a batch is a level', async () => {
    expect(await receiveValue([nested(63)])).toMatchObject({ ok: true });
    expect(await receiveValue([nested(64)])).toMatchObject({ reason: 'body-too-deep' });
  });

  test('another depth can be asked for', async () => {
    const text = JSON.stringify(nested(500));
    const deep = createWebhookReceiver({ secret, maxDepth: 500 });
    expect(await deep.receive(text, signed(text, secret))).toMatchObject({ ok: true });
  });

  test('millions of levels are refused, not run into', async () => {
    for (const bomb of ['['.repeat(2_000_000) + ']'.repeat(2_000_000), '{"a":'.repeat(500_000)]) {
      const received = await receiver.receive(bomb, signed(bomb, secret));
      expect(received).toMatchObject({ ok: false, status: 400 });
    }
  });
});

test('signEvent gives the signature that the API sends', async () => {
  expect(await signEvent(body, secret)).toBe(sign(body, secret));
  expect(await signEvent(Buffer.from(body), new TextEncoder().encode(secret))).toBe(sign(body, secret));
  expect(await receiver.receive(body, { [signatureHeader]: await signEvent(body, secret) })).toMatchObject({
    ok: true,
  });
});

test('one receiver takes many requests at once, and mixes none', async () => {
  const results = await Promise.all(
    Array.from({ length: 200 }, (_, revision) => receiveValue({ ...event, revision })),
  );
  for (const [revision, received] of results.entries())
    expect(received).toMatchObject({ ok: true, events: [{ event: { revision } }] });
});
