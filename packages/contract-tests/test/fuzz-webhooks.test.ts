import { fuzz, type Json, mutated, valuesOf } from '@enterprise-communications/generators';
import {
  createWebhookReceiver,
  type Received,
  signatureHeader,
  signEvent,
} from '@enterprise-communications/webhooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzProgress } from '../src/fuzz-progress.ts';
import { webhooks } from '../src/operations.ts';
import { fitting } from '../src/oracle.ts';

const secret = 'a-secret-for-tests';
const receiver = createWebhookReceiver({ secret });
const names = webhooks.map(({ path }) => path);
const examples = webhooks.flatMap(({ body }) => body?.examples.map(({ value }) => value) ?? []);
const bodies = fc.oneof(
  valuesOf('/components/schemas/WebhookEvent', { examples }),
  valuesOf('/components/schemas/EventBatch', { examples: examples.filter(Array.isArray) }),
);

const { numRuns, seed } = fuzz({ short: 200, full: 30_000 });

describe(`the receiver, with ${numRuns} generated bodies (seed ${seed})`, () => {
  const progress = fuzzProgress('webhooks', numRuns * 3);

  test('takes every signed body that the contract describes, all its events, each as its own kind', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const received = await receive(body);
        const events = [body].flat() as { name: string }[];
        expect(received).toMatchObject({ ok: true, invalid: [] });
        expect(received.ok && received.events.map(({ event }) => event)).toEqual(events);
        expect(received.ok && received.events.map(({ type }) => type)).toEqual(
          events.map(({ name }) => (names.includes(name) ? name : 'unknown')),
        );
        progress();
      }),
      { numRuns, seed },
    );
  }, 3_600_000);

  test('takes a signed and mutated body as a whole exactly when the oracle does', async () => {
    const [isEvent, isBatch] = await Promise.all([
      fitting('/components/schemas/WebhookEvent'),
      fitting('/components/schemas/EventBatch'),
    ]);
    const verdicts = { taken: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(mutated(bodies), async (body) => {
        const received = await receive(body);
        const taken = received.ok && received.invalid.length === 0;
        expect(taken).toBe(isEvent(body) || isBatch(body));
        if (!received.ok) expect([received.status, received.reason]).toEqual([400, 'events-invalid']);
        verdicts[taken ? 'taken' : 'refused'] += 1;
        progress();
      }),
      { numRuns, seed },
    );
    expect(verdicts.taken).toBeGreaterThan(0);
    expect(verdicts.refused).toBeGreaterThan(0);
  }, 3_600_000);

  test('refuses whatever else is sent, and never throws', async () => {
    const raw = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }),
      bodies.map((body) => JSON.stringify(body)),
    );
    const signatures = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{40}$/),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', undefined),
    );
    await fc.assert(
      fc.asyncProperty(raw, signatures, fc.boolean(), async (body, signature, isSigned) => {
        const header = isSigned ? await signEvent(body, secret) : signature;
        const received = await receiver.receive(
          body,
          header === undefined ? {} : { [signatureHeader]: header },
        );
        if (received.ok) expect(isSigned).toBe(true);
        else {
          expect(received.status).toBe(isSigned ? 400 : 401);
          expect(JSON.stringify(received)).not.toContain(secret);
        }
        progress();
      }),
      { numRuns, seed },
    );
  }, 3_600_000);
});

async function receive(value: Json): Promise<Received> {
  const body = JSON.stringify(value);
  return receiver.receive(body, { [signatureHeader]: await signEvent(body, secret) });
}
