import { createHmac } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import {
  createWebhookHandler,
  createWebhookReceiver,
  type RefusalReason,
  type RequestHeaders,
} from '../src/index.ts';
import { exampleBodies, exampleBody } from './contract.ts';
import { sign, signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret });

// Of each kind one, since each bit of each is tried: ASCII, beyond ASCII, a batch, unknown things, and not JSON.
const bodies: [string, Buffer][] = [
  ['a status event', Buffer.from(JSON.stringify(JSON.parse(exampleBody('event-message-delivered'))))],
  ['a batch', Buffer.from(JSON.stringify(JSON.parse(exampleBody('event-batch'))))],
  ['an event with text beyond ASCII', Buffer.from(`${exampleBody('event-profile-undelete')}"Grüße 👋"`)],
  [
    'an unknown event',
    Buffer.from(exampleBody('event-profile-create').replace('profile.create', 'chat.closed')),
  ],
  ['one byte', Buffer.from('1')],
];

describe.each(bodies)('%s, of which one bit is flipped', (_name, body) => {
  const headers = signed(body, secret);

  test('is verified as long as none is', async () => {
    const received = await receiver.receive(body, headers);
    expect(received.ok || received.status).not.toBe(401);
  });

  test('in the body: each is refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: body.length * 8 }, (_, bit) => receiver.receive(flipped(body, bit), headers)),
    );
    expect(answers.filter((answer) => answer.ok || answer.reason !== 'signature-mismatch')).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(8);
  });

  test('in the signature: each is refused', async () => {
    const signature = Buffer.from(headers['X-Comapi-Signature']);
    const answers = await Promise.all(
      Array.from({ length: signature.length * 8 }, (_, bit) =>
        receiver.receive(body, { 'X-Comapi-Signature': flipped(signature, bit).toString('latin1') }),
      ),
    );
    expect(answers.filter((answer) => answer.ok || answer.status !== 401)).toEqual([]);
    expect(answers).toHaveLength(320);
  });
});

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

const body = exampleBody('event-message-sent');
const good = sign(body, secret);
const mac = Buffer.from(good, 'hex');
const header = (value: string | string[]): RequestHeaders => ({ 'x-comapi-signature': value });
const nested = '['.repeat(100) + ']'.repeat(100);

const forgeries: [name: string, body: string, headers: RequestHeaders, RefusalReason, status: number][] = [
  ['no signature', body, {}, 'signature-missing', 401],
  ['a signature in another header', body, { 'x-signature': good }, 'signature-missing', 401],
  ['an empty signature', body, header(''), 'signature-missing', 401],
  ['an empty list of signatures', body, header([]), 'signature-missing', 401],
  ['the signature twice', body, header([good, good]), 'signature-repeated', 401],
  ['the signature twice, joined by a proxy', body, header(`${good}, ${good}`), 'signature-repeated', 401],
  ['the signature and a wrong one', body, header([good, '0'.repeat(40)]), 'signature-repeated', 401],
  ['a wrong one and the signature', body, header(['0'.repeat(40), good]), 'signature-repeated', 401],
  [
    'the signature under two spellings of the name',
    body,
    { 'x-comapi-signature': good, 'X-Comapi-Signature': good },
    'signature-repeated',
    401,
  ],
  ['upper case', body, header(good.toUpperCase()), 'signature-upper-case', 401],
  [
    'one letter in upper case',
    body,
    header(good.replace(/[a-f]/, (letter) => letter.toUpperCase())),
    'signature-upper-case',
    401,
  ],
  ['Base64', body, header(mac.toString('base64')), 'signature-base64', 401],
  ['Base64 for URLs', body, header(mac.toString('base64url')), 'signature-base64', 401],
  ['bytes', body, header(mac.toString('latin1')), 'signature-malformed', 401],
  ['cut by one character', body, header(good.slice(0, -1)), 'signature-malformed', 401],
  ['cut to its first byte', body, header(good.slice(0, 2)), 'signature-malformed', 401],
  ['one character longer', body, header(`${good}0`), 'signature-malformed', 401],
  ['with a prefix', body, header(`sha1=${good}`), 'signature-malformed', 401],
  ['with a line break', body, header(`${good}\n`), 'signature-malformed', 401],
  ['with a space', body, header(` ${good}`), 'signature-malformed', 401],
  ['in digits of another script', body, header('１'.repeat(40)), 'signature-malformed', 401],
  ['all zeros', body, header('0'.repeat(40)), 'signature-mismatch', 401],
  [
    'SHA-256 with the right secret',
    body,
    header(createHmac('sha256', secret).update(body).digest('hex')),
    'signature-sha256',
    401,
  ],
  ['another secret', body, signed(body, `${secret}2`), 'signature-mismatch', 401],
  ['the secret with a line break', body, signed(body, `${secret}\n`), 'signature-mismatch', 401],
  ['an empty secret', body, signed(body, '\0'), 'signature-mismatch', 401],
  ['the signature of another body', body, signed('[]', secret), 'signature-mismatch', 401],
  ['the body read before, and now empty', '', signed(body, secret), 'signature-mismatch', 401],
  [
    'the body parsed and written again',
    JSON.stringify(JSON.parse(body)),
    signed(body, secret),
    'signature-mismatch',
    401,
  ],
  ['the body with a line break more', `${body}\n`, signed(body, secret), 'signature-mismatch', 401],
  ['the body cut', body.slice(0, -1), signed(body, secret), 'signature-mismatch', 401],
  [
    'too large, with a signature',
    ' '.repeat(5_000_001),
    signed(' '.repeat(5_000_001), secret),
    'body-too-large',
    413,
  ],
  ['too large, without', ' '.repeat(5_000_001), {}, 'body-too-large', 413],
  ['too deep, with a signature', nested, signed(nested, secret), 'body-too-deep', 400],
  ['too deep, without', nested, {}, 'signature-missing', 401],
  ['not JSON, with a signature', 'hello', signed('hello', secret), 'body-malformed', 400],
  ['not JSON, without', 'hello', header(good), 'signature-mismatch', 401],
  ['not an event, with a signature', '{}', signed('{}', secret), 'events-invalid', 400],
];

describe.each(forgeries)('%s', (_name, given, headers, reason, status) => {
  test(`the receiver says ${reason}, and ${status}`, async () => {
    expect(await receiver.receive(given, headers)).toMatchObject({ ok: false, reason, status });
  });

  test(`the handler answers ${status} without a word, and handles nothing`, async () => {
    const onEvent = vi.fn();
    const onRefused = vi.fn();
    const onError = vi.fn();
    const handler = createWebhookHandler(receiver, { onEvent, onRefused, onError });
    const response = await handler({ headers, body: given });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(onEvent).not.toHaveBeenCalled();
    expect(onRefused).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason }));
    expect(onError).not.toHaveBeenCalled();
  });
});

test('what is not forged is accepted: the same table does not refuse everything', async () => {
  for (const [, text] of exampleBodies) {
    const onEvent = vi.fn();
    const handler = createWebhookHandler(receiver, { onEvent });
    expect((await handler({ headers: header(sign(text, secret)), body: text })).status).toBe(204);
    expect(onEvent).toHaveBeenCalledTimes([JSON.parse(text)].flat().length);
  }
});
