import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../mutate.mjs', import.meta.url));

function mutate(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [script, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

// In full it changes the contract some hundred times, on a machine that may be busy.
const timeout = 900_000;
const size = process.env['TEST_SIZE'] === 'full' ? 250 : 6;

test(
  `each of ${size} changes to the contract is caught, or changes nothing for anybody, and the page says so`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
    const file = join(folder, 'page.md');
    const { code, stdout } = await mutate('--sample', String(size), '--seed', '1', '--report', file);
    expect(stdout).toContain(`${size} of `);
    expect(stdout).toMatch(/ 0 not caught\.\n$/);
    expect(code).toBe(0);
    const page = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect(page).toMatch(/Score: (\d+) of \1 changes that matter were caught \(100\.0 %\)/);
  },
  timeout,
);

test.each([
  {
    args: ['--sample', 'many'],
    line: 'mutate: --sample many: give a whole number from 1, for example --sample 40',
  },
  {
    args: ['--only', 'nothing like it'],
    line: 'mutate: --only nothing like it: no change has this in its line',
  },
])('$args is refused in one line', async ({ args, line }) => {
  const { code, stdout, stderr } = await mutate(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(line);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
