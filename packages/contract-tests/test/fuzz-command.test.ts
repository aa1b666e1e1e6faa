import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workspace } from '../src/workspace.ts';

const fuzz = (...flags: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(workspace, 'scripts/fuzz.mjs'), ...flags],
    {
      encoding: 'utf8',
    },
  );
  return { status, stdout, lines: stderr.split('\n').filter(Boolean) };
};

test.each([
  ['--runs', '0', "--runs takes a whole number from 1 to 2147483647, not '0'. See: pnpm fuzz --help"],
  ['--runs', 'many', "--runs takes a whole number from 1 to 2147483647, not 'many'. See: pnpm fuzz --help"],
  ['--seed', '1.5', "--seed takes a whole number from 0 to 2147483647, not '1.5'. See: pnpm fuzz --help"],
  [
    '--only',
    'docs',
    "--only takes one of validators, client, webhooks, mock, sandbox, not 'docs'. See: pnpm fuzz --help",
  ],
  ['--times', '5', "Unknown option '--times'. See: pnpm fuzz --help"],
])('pnpm fuzz %s %s: one line that says how to mend it', (flag, value, line) => {
  expect(fuzz(flag, value)).toEqual({ status: 2, stdout: '', lines: [line] });
});

test('pnpm fuzz --help shows each flag with an example', () => {
  const { status, stdout } = fuzz('--help');
  expect(status).toBe(0);
  for (const flag of ['--runs', '--seed', '--only', '--help']) expect(stdout).toContain(`pnpm fuzz ${flag}`);
});
