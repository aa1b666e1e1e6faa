import {
  contract,
  fuzz,
  type Json,
  mutated,
  stockAjv,
  valuesOf,
} from '@enterprise-communications/generators';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { post, postBatch, sandboxForTest } from './sandbox.ts';

// What is valid is judged here by another implementation than the sandbox uses: stock Ajv on the description.
// `pnpm fuzz` at the root for the long run.

const TOGETHER = 10;
const { numRuns, seed } = fuzz({ short: 1000, full: 10_000, inputs: TOGETHER });
const schema = (name: string) => `/components/schemas/${name}`;
const judge = stockAjv(contract);
const isRequest = judge(schema('SendMessageRequest'));
const isMessage = judge(schema('Message'));
const isError = judge(schema('ErrorResponse'));
const isEvent = judge(schema('KnownEvent'));

// What the description leaves open, and the sandbox reads: recipients and metadata that choose an outcome.
const names = fc.constantFrom(
  'sandbox-read',
  'sandbox-refused',
  'customer-1042',
  '{{profile.firstName}}',
  'é',
);
const anyMetadata = valuesOf(schema('Metadata'));
const { examples: named } = contract['components'] as { examples: Record<string, { value: Json }> };
const examples = Object.values(named);
const valid = valuesOf(schema('SendMessageRequest'), {
  examples: examples.map(({ value }) => value).filter((value) => isRequest(value)),
  overrides: {
    [schema('PhoneNumber')]: fc
      .integer({ min: 0, max: 999 })
      .map((n) => `447700900${String(n).padStart(3, '0')}`),
    [schema('Recipient/properties/profileId')]: names,
    [schema('Recipient/properties/fbMessengerId')]: names,
    [schema('Metadata')]: fc.oneof(
      anyMetadata,
      fc
        .oneof(names, fc.constantFrom('read', 'retried', 'filtered'), anyMetadata)
        .map((sandbox) => ({ sandbox })),
    ),
  },
});
const invalid = mutated(valid).filter((request) => !isRequest(request));

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

const settings = { seed, numRuns };
const many = (requests: fc.Arbitrary<Json>) =>
  fc.array(requests, { minLength: TOGETHER, maxLength: TOGETHER });

test(`${numRuns * TOGETHER} generated valid requests are all accepted, and every message and event is valid (seed ${seed})`, async () => {
  const sandbox = await sandboxForTest({ seed: 1 });
  await fc.assert(
    fc.asyncProperty(many(valid), async (requests) => {
      const answers = await Promise.all(requests.map((request) => post(sandbox, request)));
      expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 201));
      for (const { body } of answers) expect(isMessage(body), JSON.stringify(isMessage.errors)).toBe(true);
      expect((await postBatch(sandbox, requests)).status).toBe(202);
    }),
    settings,
  );
  await sandbox.advance('365d');
  const { messages } = await sandbox.messages({ limit: 200 });
  for (const { messageId } of messages) {
    const { message } = await sandbox.inspect(messageId);
    expect(isMessage(message), JSON.stringify(isMessage.errors)).toBe(true);
    expect(message['status']).not.toBe('processing');
  }
  const { events } = await sandbox.events({ limit: 500 });
  for (const event of events) expect(isEvent(event), JSON.stringify([event, isEvent.errors])).toBe(true);
}, 3_600_000);

test(`${numRuns * TOGETHER} mutated invalid requests are all refused, with a wrong parameter named (seed ${seed})`, async () => {
  const sandbox = await sandboxForTest({ seed: 1 });
  await fc.assert(
    fc.asyncProperty(many(invalid), async (requests) => {
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
