import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Client, createClient } from '@enterprise-communications/client';
import { type Sandbox, startSandbox } from '@enterprise-communications/sandbox';
import {
  createWebhookHandler,
  createWebhookReceiver,
  type ReceivedEvent,
  type RefusalReason,
} from '@enterprise-communications/webhooks';
import { toNodeListener } from '@enterprise-communications/webhooks/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import { at, type Json } from '../src/contract.ts';
import { webhooks } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';

// What a partner builds: the client sends, the sandbox lives, and the webhooks package receives, each by a socket.

interface Outcomes {
  outcomes: { name: string; phoneNumber: string; steps: { status: string; body?: string }[] }[];
  tokens: { token: string; status: number; branch?: boolean; retryAfterSeconds?: number }[];
  apiSpaces: { apiSpaceId: string; status: number }[];
}

const table: Outcomes = createRequire(import.meta.url)('@enterprise-communications/sandbox/outcomes.json');
const secret = 'the-secret-of-the-journey';
const apiSpaceId = '11164198-3f3f-4993-ab8f-70680c1113b1';
const sms = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };

describe("a partner's message", () => {
  test('is sent, is processing, is told of twice by webhook, and is then read back as delivered', async () => {
    const { client, sandbox, received, refused } = await journey();

    const { status, data } = await client.messages.send.withResponse(sms);
    expect([status, data.status]).toEqual([201, 'processing']);
    expect(received).toEqual([]);

    await sandbox.advance('1h');
    expect(received.map(({ type }) => type)).toEqual(['message.sent', 'message.delivered']);
    for (const { event } of received) {
      expect(event.payload).toMatchObject({ id: data.messageId });
      expect(await judge('/components/schemas/KnownEvent', event as unknown as Json)).toMatchObject({
        valid: true,
      });
    }
    expect(refused).toEqual([]);

    const message = await client.messages.get(data.messageId);
    expect(message.status).toBe('delivered');
    expect(await judge('/components/schemas/Message', message as unknown as Json)).toMatchObject({
      valid: true,
    });
  });

  test('falls back from fbMessenger to sms, and says so on the way', async () => {
    const { client, sandbox, received } = await journey();
    const { messageId } = await client.messages.send({
      ...sms,
      to: { fbMessengerId: 'sandbox-refused', phoneNumber: '447700900123' },
      rules: ['fbMessenger', 'sms'],
    });
    await sandbox.advance('1h');

    expect(received.map(({ type }) => type)).toEqual(['message.sent', 'message.delivered']);
    for (const { event } of received)
      expect(event.payload).toMatchObject({
        details: { channelStatus: { fbMessenger: { status: 'failed' } } },
      });
    expect(await client.messages.get(messageId)).toMatchObject({
      status: 'delivered',
      statusDetails: {
        channel: 'sms',
        channelStatus: { fbMessenger: { status: 'failed' }, sms: { status: 'delivered' } },
      },
    });
  });

  test('is one of the largest batch: an id by index, each delivered and told of once', async () => {
    const { client, sandbox, receiverUrl, received } = await journey({ subscribed: false });
    await sandbox.subscribe({
      url: receiverUrl,
      secret,
      events: ['message.delivered'],
      batch: { maxSize: 500, timeoutSeconds: 1 },
    });
    const size = at('/components/schemas/SendMessageBatchRequest/maxItems') as number;
    const batch = Array.from({ length: size }, (_, row) => ({ ...sms, metadata: { row } }));

    const accepted = await client.messages.sendBatch(batch);
    expect(accepted.map(({ index }) => index)).toEqual(batch.map((_, row) => row));
    const rowOf = new Map(accepted.map(({ index, messageId }) => [messageId, index]));
    expect(rowOf.size).toBe(size);

    await sandbox.advance('1h');
    const told = received.map(({ event }) => event.payload as { id: string; metadata: { row: number } });
    expect(told).toHaveLength(size);
    for (const { id, metadata } of told) expect(rowOf.get(id)).toBe(metadata.row);
    for (const { index, messageId } of [accepted.at(0), accepted.at(-1)].flatMap((one) => one ?? []))
      expect(await client.messages.get(messageId)).toMatchObject({
        status: 'delivered',
        metadata: { row: index },
      });
  });

  test('is not told of to a receiver that has another secret', async () => {
    const { client, sandbox, received, refused } = await journey({ secretOfReceiver: 'another-secret' });
    await client.messages.send(sms);
    await sandbox.advance('1s');
    expect(received).toEqual([]);
    expect(new Set(refused)).toEqual(new Set(['signature-mismatch']));
  });
});

describe('each row of the outcome table', () => {
  const documented = new Set(webhooks.map(({ path }) => path));

  test.each(table.outcomes.map((row) => [row.name, row] as const))(
    '%s',
    async (_, { phoneNumber, steps }) => {
      const { client, sandbox, received, refused } = await journey();
      const { messageId } = await client.messages.send({ ...sms, to: { phoneNumber } });
      await sandbox.advance('1h');

      // A channel that refuses is the only one here, so the message fails.
      const names = steps.map(({ status }) =>
        status === 'reply' ? 'message.inbound' : `message.${status === 'refused' ? 'failed' : status}`,
      );
      expect(received.map(({ type }) => type)).toEqual(names.filter((name) => documented.has(name)));
      expect(refused).toEqual([]);
      for (const { event } of received)
        expect(await judge('/components/schemas/KnownEvent', event as unknown as Json)).toMatchObject({
          valid: true,
        });

      const last = names.filter((name) => name !== 'message.inbound').at(-1);
      expect(`message.${(await client.messages.get(messageId)).status}`).toBe(last);
      const reply = steps.find(({ status }) => status === 'reply');
      if (reply)
        expect(received.at(-1)?.event.payload).toMatchObject({
          body: reply.body,
          correlation: { messageId },
        });
    },
  );

  test.each(table.tokens.map((row) => [row.token, row] as const))('the token %s', async (token, row) => {
    const { client } = await journey();
    const rules = row.branch ? ['fbMessenger', 'sms'] : ['sms'];
    const to = { ...sms.to, fbMessengerId: '1234567890' };
    const { status, headers } = await client.messages.send.try({ ...sms, to, rules }, { token });
    expect(status).toBe(row.status);
    expect(headers?.get('Retry-After') ?? undefined).toBe(row.retryAfterSeconds?.toString());
    if (row.branch) expect((await client.messages.send.try(sms, { token })).status).toBe(201);
  });

  test.each(table.apiSpaces.map((row) => [row.apiSpaceId, row] as const))(
    'the API Space %s',
    async (id, row) => {
      const { client } = await journey();
      expect((await client.messages.send.try(sms, { apiSpaceId: id })).status).toBe(row.status);
    },
  );
});

interface Journey {
  client: Client;
  sandbox: Sandbox;
  receiverUrl: string;
  /** The events that the receiver took, each once. */
  received: ReceivedEvent[];
  refused: RefusalReason[];
}

/** A partner's client and receiver with a sandbox between them, whose clock stands still until it is advanced. */
async function journey({ secretOfReceiver = secret, subscribed = true } = {}): Promise<Journey> {
  const received: ReceivedEvent[] = [];
  const refused: RefusalReason[] = [];
  const handler = createWebhookHandler(createWebhookReceiver({ secret: secretOfReceiver }), {
    onEvent: (event) => received.push(event),
    onRefused: ({ reason }) => refused.push(reason),
  });
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const receiverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const sandbox = await startSandbox(subscribed ? { webhook: { url: receiverUrl, secret } } : {});
  onTestFinished(() => sandbox.close());
  const client = createClient({ baseUrl: sandbox.url, apiSpaceId, token: 'any-token', retry: { limit: 0 } });
  return { client, sandbox, receiverUrl, received, refused };
}
