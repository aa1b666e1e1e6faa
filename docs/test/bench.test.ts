import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';

const bench = async (...flags: string[]) => {
  const script = fileURLToPath(new URL('../bench/run.mjs', import.meta.url));
  return promisify(execFile)(process.execPath, [script, ...flags]).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
};

describe('the benchmark of the site', () => {
  test('says in its help what it does, with an example for each flag', async () => {
    const { stdout } = await bench('--help');
    for (const flag of ['--dry', '--rounds 9', '--help']) expect(stdout).toContain(`docs bench ${flag}`);
  });

  test('a number of rounds that is none ends with one line', async () => {
    const { stderr } = await bench('--rounds', 'many');
    expect(stderr).toBe('--rounds is "many"; give a whole number, such as 5.\n');
  });

  test.skipIf(process.env['TEST_SIZE'] !== 'full' || chromiumPath === undefined)(
    `finds a page at half the weight and half the time of the others, and readable without scripts ${inChromium}`,
    async () => {
      const { stdout } = await bench('--dry', '--rounds', '1');
      const own = [...stdout.matchAll(/^\| \*\*the operation's page\*\* \| [\d.]+ \| ([\d.]+) × \|$/gm)];
      expect(own).toHaveLength(2);
      for (const [row, ratio] of own) expect(Number(ratio), row).toBeLessThanOrEqual(0.5);
      expect(stdout).toContain("| the operation's page | yes |");
      expect(stdout).toContain('| Redocly `build-docs` | no |');
    },
    300_000,
  );
});
