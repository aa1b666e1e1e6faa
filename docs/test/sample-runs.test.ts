import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { collectSamples } from '../src/sample-runs/collect-samples.mjs';
import { countsTable } from '../src/sample-runs/counts.mjs';
import { guides, readmes } from '../src/sample-runs/pages.mjs';
import { type Result, runSamples } from '../src/sample-runs/run-samples.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('../test-results/samples', import.meta.url));
const bundle = fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json'));
const contract = JSON.parse(readFileSync(bundle, 'utf8'));
const { samples, problems } = collectSamples(root, [...guides(root), ...readmes(root)], contract);

test('every code block of guides and READMEs says what is done with it', () => {
  expect(problems).toEqual([]);
});

describe('each does what its page says', () => {
  let results: Map<(typeof samples)[number], Result>;
  beforeAll(async () => {
    results = await runSamples(samples, { root, folder, contract });
    console.log(countsTable(results));
  }, 300_000);

  test.each(samples.map((sample) => [`${sample.page}:${sample.line}`, sample.language, sample] as const))(
    '%s (%s)',
    (_place, _language, sample) => {
      const { outcome, detail } = results.get(sample) as Result;
      expect(outcome === 'failed' ? detail : '').toBe('');
    },
  );
});
