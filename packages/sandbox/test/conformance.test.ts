import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { post, postBatch, sandboxForTest } from './sandbox.ts';

// What is valid is judged here by another implementation than the sandbox uses: stock Ajv on the description.
// CONFORMANCE_RUNS=20000 for the long run.

const RUNS = Number(process.env['CONFORMANCE_RUNS'] ?? 1000);
const spec = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(spec, 'spec');
const oracle = (name: string) => ajv.compile({ $ref: `spec#/components/schemas/${name}` });
const isRequest = oracle('SendMessageRequest');
const isMessage = oracle('Message');
const isError = oracle('ErrorResponse');
const isEvent = oracle('KnownEvent');

const text = fc.string({ maxLength: 40, unit: 'grapheme' });
const name = fc.constantFrom(
  'sandbox-read',
  'sandbox-refused',
  'customer-1042',
  '{{profile.firstName}}',
  'é',
);
const time = fc
  .date({ min: new Date(Date.UTC(2020, 0)), max: new Date(Date.UTC(2099, 0)), noInvalidDate: true })
  .map((date) => date.toISOString());
const channel = fc.constantFrom(
  ...[
    'sms',
    'mms',
    'whatsApp',
    'fbMessenger',
    'nativePush',
    'appMessaging',
    'rcs',
    'email',
    'twitterDm',
    'my_channel',
  ],
);
const anything = fc.jsonValue({ maxDepth: 3 });
const object = fc.dictionary(fc.string({ maxLength: 8 }), anything, { maxKeys: 4 });
const phoneNumber = fc.integer({ min: 0, max: 999 }).map((n) => `447700900${String(n).padStart(3, '0')}`);
const part = fc.record(
  { type: fc.constantFrom('text/plain', 'image/png'), data: text, url: fc.webUrl(), size: fc.nat(900_000) },
  { requiredKeys: ['type'] },
);
const candidate = fc.record(
  {
    to: fc.record(
      {
        phoneNumber,
        email: fc.constantFrom('ada@shop.test', 'expired@sandbox.test'),
        profileId: name,
        fbMessengerId: name,
        twitterId: name,
        firstName: text,
      },
      { requiredKeys: [] },
    ),
    rules: fc.uniqueArray(channel, { minLength: 1, maxLength: 4 }),
    ruleSet: name,
    body: text,
    title: text,
    messageParts: fc.array(part, { minLength: 1, maxLength: 3 }),
    templateId: fc.constantFrom('greeting', 'other_1'),
    customBody: fc.oneof(
      fc.record({ sms: fc.record({ body: text, deliverAfter: time }, { requiredKeys: [] }) }),
      fc.record({ my_channel: text }),
      fc.record({ fbMessenger: object }),
    ),
    channelOptions: fc.record(
      {
        sms: fc.record({ from: fc.constant('Shop'), allowUnicode: fc.boolean() }, { requiredKeys: [] }),
        my_channel: object,
      },
      { requiredKeys: [] },
    ),
    conversationId: name,
    metadata: fc.oneof(
      object,
      fc.record({ sandbox: fc.oneof(name, fc.constantFrom('read', 'retried', 'filtered'), anything) }),
    ),
    expiresOn: time,
    requireOptIn: fc.boolean(),
    shortenLinks: fc.constantFrom('on', 'marked', 'off'),
  },
  { requiredKeys: ['to'] },
);
/** Leaves of each group of fields that exclude each other only one, so that most candidates are valid. */
const valid = fc
  .tuple(candidate, fc.constantFrom('body', 'messageParts', 'templateId', 'customBody'), fc.boolean())
  .map(([request, content, byRules]) => {
    const { body, messageParts, templateId, ruleSet, rules, ...rest } = request;
    const kept = {
      body: body ?? 'Hi',
      messageParts: messageParts ?? [{ type: 'text/plain', data: 'Hi' }],
      templateId: templateId ?? 'greeting',
    };
    return {
      ...rest,
      ...(content !== 'customBody' && { [content]: kept[content as keyof typeof kept] }),
      ...(byRules ? { rules: rules ?? ['sms'] } : { ruleSet: ruleSet ?? 'first' }),
    } as Record<string, unknown>;
  })
  .filter((request) => isRequest(JSON.parse(JSON.stringify(request))));

const mutation = fc.constantFrom<(value: Record<string, unknown>, key: string) => Record<string, unknown>>(
  (value, key) => Object.fromEntries(Object.entries(value).filter(([one]) => one !== key)),
  (value, key) => ({ ...value, [key]: null }),
  (value, key) => ({ ...value, [key]: 17 }),
  (value, key) => ({ ...value, [key]: [value[key]] }),
  (value, key) => ({ ...value, [`${key}X`]: value[key] }),
  (value, key) => ({ ...value, [key]: { nested: value[key] } }),
  (value, key) => ({ ...value, [key]: '' }),
  (value) => ({ ...value, to: { ...(value['to'] as object), phoneNumber: '+0' } }),
  (value) => ({ ...value, rules: ['sms', 'sms'] }),
);
const invalid = fc
  .tuple(valid, mutation, fc.nat())
  .map(([request, mutate, n]) =>
    mutate(request, Object.keys(request)[n % Object.keys(request).length] as string),
  )
  .filter((request) => !isRequest(JSON.parse(JSON.stringify(request))));

/** The parameters that stock Ajv finds at fault, by the first part of their path. */
function faultyParameters(request: unknown): Set<string> {
  isRequest(JSON.parse(JSON.stringify(request)));
  return new Set(
    (isRequest.errors ?? []).map(({ instancePath, params }) => {
      const [, first] = instancePath.split('/');
      return first ?? params['missingProperty'] ?? params['additionalProperty'] ?? '';
    }),
  );
}

const inParallel = { seed: 20, numRuns: Math.ceil(RUNS / 10) };

test(`${RUNS} generated valid requests are all accepted, and every message and event is valid`, async () => {
  const sandbox = await sandboxForTest({ seed: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(valid, { minLength: 10, maxLength: 10 }), async (requests) => {
      const answers = await Promise.all(requests.map((request) => post(sandbox, request)));
      expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 201));
      for (const { body } of answers) expect(isMessage(body), JSON.stringify(isMessage.errors)).toBe(true);
      expect((await postBatch(sandbox, requests)).status).toBe(202);
    }),
    inParallel,
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
}, 600_000);

test(`${RUNS} mutated invalid requests are all refused, with a wrong parameter named`, async () => {
  const sandbox = await sandboxForTest({ seed: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(invalid, { minLength: 10, maxLength: 10 }), async (requests) => {
      const answers = await Promise.all(requests.map((request) => post(sandbox, request)));
      for (const [index, { status, body }] of answers.entries()) {
        const faulty = faultyParameters(requests[index]);
        expect([status, isError(body)], JSON.stringify(requests[index])).toEqual([400, true]);
        const named = body.validationFailures.map(
          ({ paramName }: { paramName: string }) => /^[^.[]*/.exec(paramName)?.[0],
        );
        expect(named.length).toBeGreaterThan(0);
        for (const parameter of named)
          expect([...faulty], JSON.stringify([requests[index], body])).toContain(parameter);
      }
    }),
    inParallel,
  );
  expect((await sandbox.messages()).messages).toEqual([]);
}, 600_000);
