import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from './contract.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webhooks-generate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the generator on a contract of its own; undefined is one that was not built. */
function generate(text: string | undefined) {
  const spec = join(folder, 'node_modules/@enterprise-communications/spec');
  mkdirSync(join(spec, 'dist'), { recursive: true });
  mkdirSync(join(spec, 'scripts'));
  mkdirSync(join(folder, 'scripts'));
  writeFileSync(
    join(spec, 'package.json'),
    JSON.stringify({ exports: { './read-contract': './scripts/read-contract.mjs' } }),
  );
  if (text !== undefined) writeFileSync(join(spec, 'dist/openapi.json'), text);
  copyFileSync(
    fileURLToPath(import.meta.resolve('@enterprise-communications/spec/read-contract')),
    join(spec, 'scripts/read-contract.mjs'),
  );
  copyFileSync(
    fileURLToPath(new URL('../scripts/generate.mjs', import.meta.url)),
    join(folder, 'scripts/generate.mjs'),
  );
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const file = join(folder, 'src/generated/contract.ts');
  return { status, stderr, generated: existsSync(file) ? readFileSync(file, 'utf8') : undefined };
}

/** The contract, changed. */
function changed(change: (copy: typeof contract) => void) {
  const copy = structuredClone(contract);
  change(copy);
  return JSON.stringify(copy);
}

test('a changed contract changes what is generated', () => {
  const { status, generated } = generate(
    changed(({ components: { parameters, responses } }) => {
      parameters.Signature.name = 'X-Other-Signature';
      parameters.Signature.schema.pattern = '^[0-9a-f]{64}$';
      responses.EventNotTaken['x-answer-within-seconds'] = 30;
    }),
  );
  expect(status).toBe(0);
  expect(generated).toContain('signatureHeader = "X-Other-Signature"');
  expect(generated).toContain('signaturePattern = /^[0-9a-f]{64}$/');
  expect(generated).toContain('answerWithinSeconds = 30');
});

test.each<[string, string | undefined, RegExp]>([
  ['is not built', undefined, /cannot be read \(.*\)\. Make it with: pnpm --filter spec build$/],
  ['is not JSON', '{', /is not JSON: /],
  [
    'has no webhooks',
    changed((copy) => Reflect.deleteProperty(copy, 'webhooks')),
    /the contract has no webhooks\.$/,
  ],
  [
    'has a webhook without the header',
    changed((copy) => Reflect.deleteProperty(copy.webhooks['message.sent'].post, 'parameters')),
    /webhooks\.message\.sent has no parameter\.$/,
  ],
  [
    'has a webhook with another header than the others',
    changed((copy) => {
      copy.webhooks['message.read'].post.parameters = [{ $ref: '#/components/parameters/Other' }];
    }),
    /webhooks\.message\.read has another parameter than webhooks\.message\.sent\.$/,
  ],
  [
    'has a webhook that refuses with another status',
    changed((copy) => {
      const { responses } = copy.webhooks['message.read'].post;
      responses['422'] = responses['400'];
      Reflect.deleteProperty(responses, '400');
    }),
    /webhooks\.message\.read has another status EventRefused than webhooks\.message\.sent\.$/,
  ],
  [
    'does not tell the time to answer',
    changed((copy) =>
      Reflect.deleteProperty(copy.components.responses.EventNotTaken, 'x-answer-within-seconds'),
    ),
    /EventNotTaken has no x-answer-within-seconds\.$/,
  ],
])('a contract that %s ends it with one line, and nothing is written', (_fault, text, says) => {
  const { status, stderr, generated } = generate(text);
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr.trim()).toMatch(says);
  expect(generated).toBeUndefined();
});
