import { expect, test } from 'vitest';
import { explain } from '../src/explain.ts';
import { createWebhookReceiver, type RequestHeaders } from '../src/index.ts';
import { exampleBody, exampleEvent } from './contract.ts';
import { sign, signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret, maxBodyBytes: 10_000 });
const body = exampleBody('event-message-inbound');
const good = sign(body, secret);
const header = (value: string) => ({ 'x-comapi-signature': value });
const wrong = { ...exampleEvent('event-message-inbound'), timestamp: 'yesterday' };
const batch = JSON.stringify(Array(5).fill(wrong));

test.each<[mistake: string, body: string, headers: RequestHeaders, says: RegExp]>([
  ['no secret in the portal', body, {}, /^There is no X-Comapi-Signature\. Has the webhook a secret/],
  ['a proxy that adds it again', body, header(`${good},${good}`), /more than once\. Does a proxy/],
  ['Base64', body, header(Buffer.from(good, 'hex').toString('base64')), /looks like Base64.* lower-case hex/],
  ['upper case', body, header(good.toUpperCase()), /upper case.* lower-case hex/],
  ['SHA-256', body, header('0'.repeat(64)), /SHA-256.* HMAC-SHA1/],
  ['anything else', body, header('hello'), /is no signature.*\[0-9a-f]\{40\}/],
  ['another secret', body, signed(body, 'x'), /secret is not the one of this webhook/],
  ['a body written again', JSON.stringify(JSON.parse(body)), header(good), /parsed and written again/],
  ['too large', ' '.repeat(10_001), header(good), /maxBodyBytes/],
  ['too deep', '['.repeat(99) + ']'.repeat(99), signed('['.repeat(99) + ']'.repeat(99), secret), /maxDepth/],
  ['not JSON', 'x', signed('x', secret), /not JSON/],
  ['an empty batch', '[]', signed('[]', secret), /^The body is signed, but not as the contract says\.$/],
  [
    'a bad event',
    JSON.stringify(wrong),
    signed(JSON.stringify(wrong), secret),
    /not as the contract says\. \[0] timestamp must be .*\.$/,
  ],
  ['many bad events', batch, signed(batch, secret), /\[2] timestamp [^[]*\. And 2 more\.$/],
])('%s', async (_mistake, given, headers, says) => {
  const received = await receiver.receive(given, headers);
  if (received.ok) throw new Error('It was accepted');
  const explanation = explain(received);
  expect(explanation).toMatch(says);
  expect(explanation).not.toContain('\n');
  for (const private_ of [secret, good, wrong.payload.from.phoneNumber, 'yesterday'])
    expect(explanation).not.toContain(private_);
});
