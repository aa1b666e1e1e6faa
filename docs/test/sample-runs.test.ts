import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeBlocks } from '../src/sample-runs/code-blocks.mjs';
import { collectSamples, type Sample } from '../src/sample-runs/collect-samples.mjs';
import { countsTable } from '../src/sample-runs/counts.mjs';
import { dispositionOf } from '../src/sample-runs/disposition.mjs';
import { guides, readmes } from '../src/sample-runs/pages.mjs';
import { type Result, runSamples } from '../src/sample-runs/run-samples.mjs';
import { outputDifference } from '../src/sample-runs/shown-output.mjs';
import { contract, root } from './guide-pages.ts';

const folder = fileURLToPath(new URL('../test-results/samples', import.meta.url));
const { samples, problems } = collectSamples(root, [...guides(root), ...readmes(root)], contract);

/** Where a missing interpreter is a failure, as in CI. */
const allLanguages = process.env['SAMPLE_LANGUAGES'] === 'all';

const brokenPage = 'docs/test/sample-runs/broken.md';
const broken = collectSamples(root, [brokenPage], contract).samples;
const findings = readFileSync(root + brokenPage, 'utf8').split('\n');
/** What must be found in a broken sample: the comment before it says that. */
const findingIn = ({ line }: Sample) => {
  const [comment = ''] = findings
    .slice(0, line)
    .filter((text) => text.startsWith('<!-- finds: '))
    .slice(-1);
  return comment.slice('<!-- finds: '.length, -' -->'.length);
};

test('every code block of guides and READMEs says what is done with it', () => {
  expect(problems).toEqual([]);
});

describe('samples', () => {
  let results: Map<Sample, Result>;
  beforeAll(async () => {
    results = await runSamples([...samples, ...broken], { root, folder, contract });
    console.log(countsTable(new Map(samples.map((sample) => [sample, results.get(sample) as Result]))));
  }, 300_000);

  for (const sample of samples) {
    test(`${sample.page}:${sample.line} (${sample.language}) does what its page says`, ({ skip }) => {
      const { outcome, detail } = results.get(sample) as Result;
      skip(outcome === 'skipped' && !allLanguages, detail);
      expect(outcome === 'failed' || outcome === 'skipped' ? detail : '').toBe('');
    });
  }

  for (const sample of broken.filter(({ disposition }) => disposition.kind !== 'output')) {
    test(`a broken one is found: ${findingIn(sample)}`, ({ skip }) => {
      const { outcome, detail } = results.get(sample) as Result;
      skip(outcome === 'skipped', detail);
      expect(outcome).toBe('failed');
      expect(detail).toContain(findingIn(sample));
    });
  }
});

describe('a code block must say what is done with it', () => {
  test.each([
    ['', 'does not say what is done with it'],
    ['run check', 'says both "run" and "check"'],
    ['run=production', 'runs against "production": take mock, sandbox or receiver'],
    ['ignore', 'says "ignore", which means nothing'],
    ['not-run', 'is not run, but does not say why'],
    ['not-run="no time"', 'is not run, but does not say why'],
    ['tested-by', 'says "tested-by", which means nothing'],
  ])('"%s" is refused', (words, message) => {
    expect(() => dispositionOf(words)).toThrow(message);
  });

  test('in the info string, or in a comment right above', () => {
    const markdown =
      '```ts run\na\n```\n\n<!-- sample: check -->\n\n```ts\nb\n```\n\n<!-- sample: check -->\nText.\n```ts\nc\n```';
    expect(codeBlocks(markdown).map(({ line, words, code }) => [line, words, code])).toEqual([
      [1, 'run', 'a\n'],
      [7, 'check', 'b\n'],
      [13, '', 'c\n'],
    ]);
  });

  test('also in a list, in a longer fence, and with tildes', () => {
    const markdown =
      '- An item:\n\n  ```sh run\n  a\n    b\n  ```\n\n````md check\n```\n````\n\n~~~ts run\nc\n~~~\n\n```ts\nopen';
    expect(codeBlocks(markdown).map(({ language, words, code }) => [language, words, code])).toEqual([
      ['sh', 'run', 'a\n  b\n'],
      ['md', 'check', '```\n'],
      ['ts', 'run', 'c\n'],
      ['ts', '', 'open\n'],
    ]);
  });
});

describe('shown output', () => {
  test.each([
    ['201 sent', '201 sent\n'],
    ['201 …', '201 sent'],
    ['a\n…\nd', 'a\nb\nc\nd'],
    ['a\n…', 'a'],
    ['{ "id": "…" }', '{ "id": 5 }'],
    ['{ "a": { "b": [1] }, "…": "…" }', '{ "z": 0, "a": { "b": [1] } }'],
  ])('%j fits %j', (shown, came) => {
    expect(outputDifference(shown, came)).toBeUndefined();
  });

  test.each([
    ['201 sent', '202 sent'],
    ['201 …', '201'],
    ['a', 'a\nb'],
    ['a.c', 'abc'],
    ['{ "id": "…" }', '{}'],
    ['{ "id": 1 }', '{ "id": 1, "more": 2 }'],
    ['{ "a": [1] }', '{ "a": [1, 2] }'],
    ['{ "a": [] }', '{ "a": {} }'],
    ['{ "a": 1 }', 'not JSON'],
  ])('%j does not fit %j', (shown, came) => {
    expect(outputDifference(shown, came)).toMatch(/./);
  });
});
