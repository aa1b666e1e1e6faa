import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../src/check-receiver/checks.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test("the readme's tables are those of the data", () => {
  const { outcomes, tokens } = JSON.parse(read('src/data/outcomes.json'));
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    // The columns are padded to line up.
    .map((line) => line.replace(/ +/g, ' '));
  expect(rows).toEqual([
    ...outcomes.map(
      (row: Record<string, string>) =>
        `| \`${row['phoneNumber']}\` | \`${row['name']}\` | ${row['summary']} |`,
    ),
    ...tokens.map(
      (row: Record<string, string>) => `| \`${row['token']}\` | \`${row['status']}\`: ${row['summary']} |`,
    ),
  ]);
});

test("the readme's table of checks names each check that is made, in its order", () => {
  const [, table = ''] = /\n\| check .*\n\| -.*\n((?:\|.*\n)+)/.exec(read('README.md')) ?? [];
  const names = [...table.matchAll(/^\| ([^|]*?) +\|/gm)].map(([, name]) => name);
  expect(names).toEqual(checks.map(({ name }) => name));
});
