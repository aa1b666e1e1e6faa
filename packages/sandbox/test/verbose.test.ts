import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { DataValidationCxt } from 'ajv/dist/types/index.js';
import formats from 'ajv-formats';
import { expect, onTestFinished, test, vi } from 'vitest';
import { call, SMS, SPACE } from './sandbox.ts';

const COMMAND = fileURLToPath(new URL('../bin/enterprise-communications-sandbox.js', import.meta.url));
const MESSAGES = `/apispaces/${SPACE}/messages`;
const spec = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
);

/** Every text in messages that stands only where the contract marks it as sensitive, as stock Ajv finds the marks. */
function sensitiveTexts(messages: unknown[]): string[] {
  const open = structuredClone(messages);
  const marked: { parent: Record<string, unknown>; name: string }[] = [];
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addKeyword({
    keyword: 'x-sensitive',
    validate: (_mark: unknown, _value: unknown, _schema: unknown, place?: DataValidationCxt) =>
      marked.push({ parent: place?.parentData ?? {}, name: String(place?.parentDataProperty) }) > 0,
  });
  ajv.addSchema(spec, 'spec');
  const validate = ajv.compile({ $ref: 'spec#/components/schemas/SendMessageRequest' });
  for (const message of open) expect(validate(message), JSON.stringify(validate.errors)).toBe(true);
  const texts = marked.flatMap(({ parent, name }) => textsIn(parent[name]));
  for (const { parent, name } of marked) delete parent[name];
  const openTexts = new Set(textsIn(open));
  return [...new Set(texts)].filter((text) => text.length > 3 && !openTexts.has(text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' ? [value] : [];
}

async function verbose() {
  const child = spawn(process.execPath, [COMMAND, '--port', '0', '--ephemeral', '--verbose']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const logged = { text: '' };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    logged.text += text;
  });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { url: /http:\S+/.exec(line)?.[0] ?? '', logged };
}

const lines = ({ text }: { text: string }) => text.split('\n').slice(0, -1);

test('--verbose logs method, path, status, time and the message without what is sensitive in it', async () => {
  const { url, logged } = await verbose();
  await call({ url }, 'POST', `${MESSAGES}?query-secret=1`, { body: SMS, token: 'token-secret' });
  await vi.waitUntil(() => logged.text !== '');
  expect(logged.text).toMatch(
    /^POST \/apispaces\/[0-9a-f-]+\/messages 201 \d+ ms {"to":{"phoneNumber":"\[redacted\]"},"body":"\[redacted\]","rules":\["sms"\]}\n$/,
  );
});

test('nothing that the contract marks as sensitive is logged, of any example', async () => {
  const { url, logged } = await verbose();
  const { examples } =
    spec.paths['/apispaces/{apiSpaceId}/messages'].post.requestBody.content['application/json'];
  const messages = Object.values(examples as Record<string, { $ref: string }>).map(
    ({ $ref }) => spec.components.examples[$ref.split('/').at(-1) as string].value,
  );
  for (const body of messages) await call({ url }, 'POST', MESSAGES, { body });
  await call({ url }, 'POST', `${MESSAGES}/batch`, { body: messages });
  await vi.waitUntil(() => lines(logged).length === messages.length + 1);
  const texts = sensitiveTexts(messages);
  expect(texts.length).toBeGreaterThan(30);
  for (const text of texts) expect(logged.text).not.toContain(JSON.stringify(text));
  for (const line of lines(logged)) expect(line).toContain('[redacted]');
});

test('what cannot be told apart is not logged: other fields, broken JSON, the control API', async () => {
  const { url, logged } = await verbose();
  await call({ url }, 'POST', MESSAGES, { body: { ...SMS, 'a-secret-field': 'a-secret-value' } });
  await call({ url }, 'POST', MESSAGES, { body: '{"body": "a-secret-text' });
  await call({ url }, 'POST', MESSAGES, { body: '"a-secret-text"' });
  const subscription = { url: 'http://127.0.0.1:9/a-secret-path', secret: 'a-secret-key' };
  await call({ url }, 'POST', '/_sandbox/subscriptions', { body: subscription });
  await vi.waitUntil(() => lines(logged).length === 4);
  expect(lines(logged).map((line) => line.replace(/\d+ ms/, 'n ms'))).toEqual([
    expect.stringMatching(
      / 400 n ms {"to":{"phoneNumber":"\[redacted\]"},"body":"\[redacted\]","rules":\["sms"\]}$/,
    ),
    expect.stringMatching(/ 400 n ms$/),
    expect.stringMatching(/ 400 n ms "\[redacted\]"$/),
    'POST /_sandbox/subscriptions 201 n ms',
  ]);
  expect(logged.text).not.toContain('secret');
});
