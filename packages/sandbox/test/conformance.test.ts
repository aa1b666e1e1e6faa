import { fuzz, type Json } from '@enterprise-communications/generators';
import { startSandbox } from '@enterprise-communications/sandbox';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  invalidRequests,
  isError,
  isEvent,
  isMessage,
  isRequest,
  validRequests,
} from './generated-requests.ts';
import { get, post, postBatch, sandboxForTest } from './sandbox.ts';

// `pnpm fuzz` at the root for a longer run.

const TOGETHER = 10;
const { numRuns, seed } = fuzz({ short: 400, full: 20_000, inputs: TOGETHER });

/** The parameters that stock Ajv finds at fault, by the first part of their path. */
function faultyParameters(request: Json): Set<string> {
  isRequest(request);
  return new Set(
    (isRequest.errors ?? []).map(({ instancePath, params }) => {
      const [, first] = instancePath.split('/');
      return first ?? params['missingProperty'] ?? params['additionalProperty'] ?? '';
    }),
  );
}

// Ten requests take long to shrink, and the message names the one that failed.
const settings = { seed, numRuns, endOnFailure: true };
const many = (requests: fc.Arbitrary<Json>) =>
  fc.array(requests, { minLength: TOGETHER, maxLength: TOGETHER });

test(`${numRuns * TOGETHER} generated valid requests are all accepted, and every message and event is valid (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(many(validRequests), async (requests) => {
      const sandbox = await startSandbox({ seed: 1 });
      const answers = await Promise.all(requests.map((request) => post(sandbox, request)));
      expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 201));
      for (const { body } of answers) expect(isMessage(body), JSON.stringify(isMessage.errors)).toBe(true);
      const batch = await postBatch(sandbox, requests);
      expect(batch.status).toBe(202);
      // Beyond every time that a sender is likely to give.
      await sandbox.advance('36500d');
      const advancedTo = Date.UTC(2026, 0, 1) + 36_500 * 86_400_000;
      for (const { messageId } of [...answers.map(({ body }) => body), ...batch.body]) {
        const { body } = await get(sandbox, messageId);
        expect(isMessage(body), JSON.stringify([body, isMessage.errors])).toBe(true);
        // A sender may ask for a delivery later than that; such a message rightly waits.
        if (!(Date.parse(body.customBody?.sms?.deliverAfter) > advancedTo)) {
          expect(body.status, JSON.stringify(body)).not.toBe('processing');
        }
      }
      const { events } = await sandbox.events({ limit: 500 });
      expect(events.length).toBeLessThan(500);
      for (const event of events) expect(isEvent(event), JSON.stringify([event, isEvent.errors])).toBe(true);
      await sandbox.close();
    }),
    settings,
  );
}, 3_600_000);

test(`${numRuns * TOGETHER} mutated invalid requests are all refused, with a wrong parameter named (seed ${seed})`, async () => {
  const sandbox = await sandboxForTest({ seed: 1 });
  await fc.assert(
    fc.asyncProperty(many(invalidRequests), async (requests) => {
      const answers = await Promise.all(requests.map((request) => post(sandbox, JSON.stringify(request))));
      for (const [index, { status, body }] of answers.entries()) {
        const request = requests[index] as Json;
        const faulty = faultyParameters(request);
        expect([status, isError(body)], JSON.stringify(request)).toEqual([400, true]);
        const named = body.validationFailures.map(
          ({ paramName }: { paramName: string }) => /^[^.[]*/.exec(paramName)?.[0],
        );
        expect(named.length).toBeGreaterThan(0);
        for (const parameter of named)
          expect([...faulty], JSON.stringify([request, body])).toContain(parameter);
      }
    }),
    settings,
  );
  expect((await sandbox.messages()).messages).toEqual([]);
}, 3_600_000);
