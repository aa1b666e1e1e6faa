import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = `${root}.github/workflows/`;

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  steps: Step[];
}

describe.each(readdirSync(folder))('%s', (file) => {
  const text = readFileSync(folder + file, 'utf8');
  const workflow: { permissions: Record<string, string>; jobs: Record<string, Job> } = parse(text);
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test('takes each action at one commit, and says which version that is', () => {
    const lines = text.split('\n').filter((line) => line.includes('uses:'));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('gives no permission that a job does not ask for, and no token to what it runs', () => {
    expect(Object.values(workflow.permissions).filter((level) => level !== 'read')).toEqual([]);
    expect(text).not.toMatch(/secrets\.|pull_request_target/);
    for (const { uses, with: options } of steps) {
      if (uses?.startsWith('actions/checkout@'))
        expect(options).toMatchObject({ 'persist-credentials': false });
    }
  });

  test('runs files that are there', () => {
    const files = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/(?:bash |require\('\.\/)([\w./-]+)/g)].map(([, name]) => name),
    );
    for (const name of files) expect(existsSync(root + name), name).toBe(true);
  });
});

test('only the release can publish and tag', () => {
  const writers = readdirSync(folder).filter((file) =>
    /contents: write/.test(readFileSync(folder + file, 'utf8')),
  );
  expect(writers).toEqual(['release.yml']);
});
