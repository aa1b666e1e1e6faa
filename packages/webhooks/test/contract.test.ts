import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as generated from '../src/generated/contract.ts';
import { createWebhookReceiver, signatureHeader } from '../src/index.ts';
import { contract, exampleBodies, typed } from './contract.ts';
import { signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret });
const { Signature } = contract.components.parameters;

test('the header and the form of a signature are those of the contract', () => {
  expect(signatureHeader).toBe(Signature.name);
  expect(generated.signaturePattern.source).toBe(Signature.schema.pattern);
});

test('the statuses and the time to answer are those of the contract', () => {
  const { responses } = contract.webhooks['message.sent'].post;
  expect(responses[generated.refusedStatus].$ref).toMatch(/EventRefused$/);
  expect(responses[generated.notAuthenticStatus].$ref).toMatch(/EventNotAuthentic$/);
  expect(generated.answerWithinSeconds).toBe(
    contract.components.responses.EventNotTaken['x-answer-within-seconds'],
  );
});

test('the contract still asks for the algorithm that is built in', () => {
  expect(Signature.description).toMatch(/HMAC-SHA1 of the raw request body/);
  expect(Signature.description).toMatch(/lower-case hex/);
});

test('no fact of the contract is typed by hand', () => {
  const files = readdirSync(new URL('../src', import.meta.url)).filter((name) => name.endsWith('.ts'));
  for (const file of files) {
    const source = readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8');
    const code = source.replace(/\/\*.*?\*\/|\/\/.*?$/gms, '');
    expect(code, file).not.toMatch(/comapi|\b40[01]\b/i);
  }
});

test('generating twice gives the same bytes', () => {
  const file = new URL('../src/generated/contract.ts', import.meta.url);
  const before = readFileSync(file, 'utf8');
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/generate.mjs', import.meta.url))]);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test.each(exampleBodies)('the example %s passes, signed', async (_name, body) => {
  const received = await receiver.receive(body, signed(body, secret));
  const value = JSON.parse(body);
  expect(received).toEqual({ ok: true, events: [value].flat().map(typed), invalid: [] });
});

test('there is an example of each event of the contract', async () => {
  const names = exampleBodies.flatMap(([, body]) => [JSON.parse(body)].flat().map(({ name }) => name));
  expect(names).toEqual(expect.arrayContaining(Object.keys(contract.webhooks)));
});
