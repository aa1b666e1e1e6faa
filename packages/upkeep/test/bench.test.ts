import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Row, ratiosIn, regressions, rowsIn, tableOf } from '../scripts/bench-report.mjs';
import { benchmarks } from '../scripts/benchmarks.mjs';
import { workspace } from '../src/workspace.ts';

const rows: Row[] = [
  {
    name: 'client: a call',
    value: 15.7,
    unit: 'µs per call',
    ratio: 0.68,
    against: 'openapi-fetch',
    better: 'less',
  },
  { name: 'sandbox: POST', value: 2465, unit: 'sandbox', ratio: 6.87, against: 'Prism', better: 'more' },
];
const changed = (changes: Partial<Row>[]) => rows.map((row, index) => ({ ...row, ...changes[index] }));
const bench = async (...flags: string[]) => {
  try {
    const script = join(workspace, 'packages/upkeep/scripts/bench.mjs');
    return { status: 0, ...(await promisify(execFile)(process.execPath, [script, ...flags])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
};

test('a table that was written is read as it was', () => {
  expect(rowsIn(tableOf(rows).join('\n'))).toEqual(rows);
});

describe('a ratio that is worse', () => {
  test('within the noise is not told', () => {
    expect(regressions(rows, changed([{ ratio: 0.88 }, { ratio: 5.3 }]), 0.3)).toEqual([]);
  });

  test('beyond the noise is told, up or down as its kind asks', () => {
    expect(regressions(rows, changed([{ ratio: 1.36 }, { ratio: 3.435 }]), 0.3)).toEqual([
      'client: a call: 1.36 × and was 0.68 ×, 100 % worse',
      'sandbox: POST: 3.44 × and was 6.87 ×, 100 % worse',
    ]);
  });

  test('is told by its ratio alone, not by its figure', () => {
    expect(regressions(rows, changed([{ value: 1e6 }, { value: 1 }]), 0.3)).toEqual([]);
  });

  test('is never one that got better, or is new', () => {
    expect(regressions(rows, changed([{ ratio: 0.01 }, { ratio: 100 }]), 0.3)).toEqual([]);
    expect(regressions([], rows, 0.3)).toEqual([]);
  });
});

test.each(['client', 'sandbox', 'docs'])('the report of %s has ratios that are found', (name) => {
  const report = join(workspace, `docs/benchmarks/${name}.md`);
  const found = existsSync(report) ? ratiosIn(name, readFileSync(report, 'utf8')) : [];
  expect(found.length).toBeGreaterThanOrEqual(3);
  for (const { value, ratio } of found) {
    expect(value).toBeGreaterThan(0);
    expect(ratio).toBeGreaterThan(0);
  }
});

describe('pnpm bench', () => {
  test('runs what is asked for, shows its table and writes nothing when it is dry', async () => {
    const { status, stdout } = await bench('--only', 'start,site', '--dry', '--rounds', '1');
    expect(status).toBe(0);
    expect(rowsIn(stdout).map(({ name }) => name)).toEqual([
      'start: mock --help',
      'start: sandbox --help',
      'site: first page',
      'site: all files',
    ]);
  });

  test('says in its help what it runs, with an example for each flag', async () => {
    const { stdout } = await bench('--help');
    for (const { name } of benchmarks) expect(stdout).toContain(name);
    for (const flag of ['--only', '--dry', '--rounds', '--help'])
      expect(stdout).toContain(`pnpm bench ${flag}`);
  });

  test.each([
    [['--onyl', 'start'], "Unknown option '--onyl'. See: pnpm bench --help"],
    [['--only', 'moon'], 'There is no benchmark "moon". There are: '],
    [['--rounds', 'many'], '--rounds is "many"; give a whole number, such as 5.'],
  ])('%j ends with one line', async (flags, line) => {
    const { status, stderr } = await bench(...flags);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(line)]);
  });
});
