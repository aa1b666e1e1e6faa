import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryStore, createWebhookHandler, createWebhookReceiver, signEvent } from '../src/index.ts';
import { isDeeperThan } from '../src/nesting.ts';
import { readBody } from '../src/read-body.ts';
import { exampleBodies } from './contract.ts';
import { sign, signed } from './sign.ts';

const secrets = fc.uint8Array({ minLength: 1, maxLength: 200 });
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc.json().map((text) => Buffer.from(text)),
);
const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret });
const isRefused = (received: { ok: boolean; status?: number }) => !received.ok && received.status === 401;

describe('for any body and any secret', () => {
  test('the signature is that of another implementation', () =>
    fc.assert(
      fc.asyncProperty(bodies, secrets, async (body, key) => {
        expect(await signEvent(body, key)).toBe(sign(body, key));
      }),
    ));

  test('what is signed is verified, and with another secret it is not', () =>
    fc.assert(
      fc.asyncProperty(bodies, secrets, secrets, async (body, key, other) => {
        fc.pre(sign(body, key) !== sign(body, other));
        const headers = signed(body, key);
        expect(isRefused(await createWebhookReceiver({ secret: key }).receive(body, headers))).toBe(false);
        expect(isRefused(await createWebhookReceiver({ secret: other }).receive(body, headers))).toBe(true);
        expect(isRefused(await createWebhookReceiver({ secrets: [other, key] }).receive(body, headers))).toBe(
          false,
        );
      }),
    ));

  test('a body that was changed anywhere is refused', () =>
    fc.assert(
      fc.asyncProperty(
        bodies,
        fc.nat(),
        fc.nat(),
        fc.uint8Array({ maxLength: 5 }),
        async (body, at, cut, more) => {
          const start = at % (body.length + 1);
          const end = start + (cut % (body.length - start + 1));
          const changed = Buffer.concat([body.subarray(0, start), more, body.subarray(end)]);
          fc.pre(!changed.equals(body));
          expect(isRefused(await receiver.receive(changed, signed(body, secret)))).toBe(true);
        },
      ),
    ));
});

describe('for any value of the header', () => {
  const body = '{}';
  const good = sign(body, secret);
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9a-fA-F]{38,42}$/),
    fc.base64String(),
    fc.constantFrom(...[' ', ',', '\n', '0', good].flatMap((part) => [part + good, good + part])),
  );

  test('only the signature itself is not refused', () =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        fc.pre(value !== good);
        expect(isRefused(await receiver.receive(body, { 'x-comapi-signature': value }))).toBe(true);
        expect(isRefused(await receiver.receive(body, { 'x-comapi-signature': [value, good] }))).toBe(true);
      }),
      { numRuns: 1_000 },
    ));

  test('its name can be in any case, and other headers do not matter', () =>
    fc.assert(
      fc.asyncProperty(
        fc.mixedCase(fc.constant('x-comapi-signature')),
        fc.dictionary(
          fc.string(),
          fc.option(fc.oneof(fc.string(), fc.array(fc.string())), { nil: undefined }),
        ),
        async (name, others) => {
          for (const other of Object.keys(others)) fc.pre(other.toLowerCase() !== 'x-comapi-signature');
          expect(isRefused(await receiver.receive(body, { ...others, [name]: good }))).toBe(false);
          expect(isRefused(await receiver.receive(body, others))).toBe(true);
        },
      ),
    ));
});

describe('for any JSON that is signed', () => {
  const examples = exampleBodies.flatMap(([, text]) => [JSON.parse(text)].flat());
  // Events of which some parts are anything: most of what can go wrong is near to what is right.
  const events = fc
    .tuple(
      fc.constantFrom(...examples),
      fc.dictionary(fc.constantFrom(...Object.keys(examples[0])), fc.jsonValue()),
    )
    .map(([event, changes]) => ({ ...event, ...changes }));
  const values = fc.oneof(
    fc.jsonValue(),
    events,
    fc.array(fc.oneof(events, fc.jsonValue()), { maxLength: 8 }),
  );

  test('nothing is thrown, and each event is either good or bad', () =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        const body = JSON.stringify(value);
        const received = await receiver.receive(body, signed(body, secret));
        const all = [JSON.parse(body)].flat();
        const bad = received.invalid.map(({ index, value: each, failures }) => {
          expect(each).toEqual(all[index]);
          expect(failures.length).toBeGreaterThan(0);
          return index;
        });
        if (received.ok)
          expect(received.events.map(({ event }) => event)).toEqual(
            all.filter((_event, index) => !bad.includes(index)),
          );
        else expect([400, bad.length]).toEqual([received.status, all.length]);
      }),
      { numRuns: 500 },
    ));

  test('the answer is one of the contract, and each good event is handled once', () =>
    fc.assert(
      fc.asyncProperty(values, fc.array(fc.boolean()), async (value, fails) => {
        const body = JSON.stringify(value);
        const received = await receiver.receive(body, signed(body, secret));
        const handled: string[] = [];
        const handler = createWebhookHandler(receiver, {
          onEvent({ event: { eventId } }) {
            if (fails.pop()) throw new Error('Not now');
            handled.push(eventId);
          },
          onError: () => {},
        });
        const wanted = received.ok ? new Set(received.events.map(({ event }) => event.eventId)) : new Set();
        const final = received.invalid.length || !received.ok ? 400 : 204;
        let status = 0;
        for (let deliveries = fails.length + 1; status !== final; deliveries--) {
          expect(deliveries).toBeGreaterThan(0);
          status = (await handler({ headers: signed(body, secret), body })).status;
          expect([final, 500]).toContain(status);
        }
        expect(handled.length).toBe(wanted.size);
        expect(new Set(handled)).toEqual(wanted);
      }),
    ));
});

test('a body is the same however its stream is cut', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (chunks) => {
      const body = new ReadableStream({
        start(controller) {
          for (const chunk of chunks) controller.enqueue(chunk);
          controller.close();
        },
      });
      const read = Buffer.from((await readBody({ headers: {}, body }, 10_000)) as ArrayBuffer);
      expect(read.equals(Buffer.concat(chunks))).toBe(true);
    }),
  ));

test('the depth is that which a recursion counts', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 12 }), fc.nat({ max: 15 }), (value, levels) => {
      expect(isDeeperThan(levels, value)).toBe(depthOf(value) > levels);
    }),
    { numRuns: 1_000 },
  );
});

test('a store in memory never calls twice for what it remembers, nor twice at once', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.boolean()), { maxLength: 40 }),
      fc.scheduler(),
      async (calls, scheduler) => {
        const store = createMemoryStore(4);
        const running = new Set<string>();
        const done = new Set<string>();
        let violations = 0;
        const outcomes = calls.map(([id, succeeds]) =>
          scheduler.schedule(Promise.resolve()).then(() =>
            store.once(id, async () => {
              if (running.has(id) || done.has(id)) violations++;
              running.add(id);
              await scheduler.schedule(Promise.resolve());
              running.delete(id);
              if (!succeeds) throw new Error('Not now');
              done.add(id);
            }),
          ),
        );
        const settled = Promise.allSettled(outcomes);
        await scheduler.waitFor(settled);
        expect(violations).toBe(0);
        for (const [index, { status }] of (await settled).entries())
          if (status === 'fulfilled') expect(done).toContain(calls[index]?.[0]);
      },
    ),
  ));
