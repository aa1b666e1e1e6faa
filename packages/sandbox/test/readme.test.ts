import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

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
