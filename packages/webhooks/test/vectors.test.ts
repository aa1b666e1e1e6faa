import { describe, expect, test } from 'vitest';
import { createWebhookHandler, createWebhookReceiver, signEvent } from '../src/index.ts';
import vectors from '../vectors.json' with { type: 'json' };
import { sign } from './sign.ts';

interface SignatureVector {
  name: string;
  secret?: string;
  secretHex?: string;
  body?: string;
  bodyHex?: string;
  signature: string;
}

interface RequestVector {
  name: string;
  secrets: string[];
  headers: [string, string][];
  body: string;
  expect: { status: number; reason?: string; events?: string[] };
}

const bytes = (text: string | undefined, hex: string | undefined) =>
  text ?? Buffer.from(hex as string, 'hex');

describe.each(vectors.signatures as SignatureVector[])('the signature of $name', (vector) => {
  const secret = bytes(vector.secret, vector.secretHex);
  const body = bytes(vector.body, vector.bodyHex);

  test('is what another implementation makes', () => expect(sign(body, secret)).toBe(vector.signature));
  test('is what signEvent makes', async () => expect(await signEvent(body, secret)).toBe(vector.signature));
});

test('the signatures published in RFC 2202 are among them', () => {
  expect(vectors.signatures.slice(0, 7).map(({ signature }) => signature)).toEqual([
    'b617318655057264e28bc0b6fb378c8ef146be00',
    'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    '125d7342b9ac11cd91a39af48aa17b4f63f175d3',
    '4c9007f4026250c6bc8414f9bf50c86c2d7235da',
    '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04',
    'aa4ae5e15272d00e95705637ce8a3b55ed402112',
    'e8e99d0f45237d786d6bbaa7965c7808bbff1a91',
  ]);
});

describe.each(vectors.requests as unknown as RequestVector[])('the request: $name', (vector) => {
  const receiver = createWebhookReceiver({ secrets: vector.secrets });
  const headers: Record<string, string[]> = {};
  for (const [name, value] of vector.headers) headers[name] = [...(headers[name] ?? []), value];

  test('is received as expected', async () => {
    const received = await receiver.receive(vector.body, headers);
    const { status, reason, events } = vector.expect;
    if (received.ok)
      expect({ status: 204, events: received.events.map(({ event }) => event.name) }).toEqual({
        status,
        events,
      });
    else expect({ status: received.status, reason: received.reason }).toEqual({ status, reason });
  });

  test('is answered as expected', async () => {
    const handler = createWebhookHandler(receiver, { onEvent: () => {} });
    const request = new Request('https://hooks.example/', {
      method: 'POST',
      headers: vector.headers,
      body: vector.body,
    });
    expect((await handler(request)).status).toBe(vector.expect.status);
  });
});
