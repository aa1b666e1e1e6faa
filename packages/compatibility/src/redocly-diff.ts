import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from './json-object.ts';

/** A change as `redocly diff` reports it. */
export interface RawChange {
  kind: 'added' | 'removed' | 'modified';
  /** Pointer to the object that changed, in the newer description. */
  path: string;
  /** What kind of object changed, for example `Schema` or `Response`. */
  typeName: string;
  /** The keyword that was modified; `key` when the object itself has another name now. */
  property?: string;
  base?: { pointer: string; value?: unknown };
  revision?: { pointer: string; value?: unknown };
  verdicts: { ruleId: string; impact: 'major' | 'minor' | 'patch'; message: string }[];
}

const cli = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js');
const config = fileURLToPath(new URL('../redocly-diff.yaml', import.meta.url));

/**
 * What `redocly diff` finds between two descriptions, rated by its rules.
 * @throws {Error} when Redocly gives no report, with what it said
 */
export function redoclyDiff(base: JsonObject, next: JsonObject): RawChange[] {
  const folder = mkdtempSync(join(tmpdir(), 'contract-diff-'));
  try {
    writeFileSync(join(folder, 'base.json'), JSON.stringify(base));
    writeFileSync(join(folder, 'next.json'), JSON.stringify(next));
    const { stdout, stderr, error } = spawnSync(
      process.execPath,
      [cli, 'diff', 'base.json', 'next.json', `--config=${config}`, '--format=json', '--fail-on=none'],
      {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1024 ** 3,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
    try {
      return JSON.parse(stdout).changes;
    } catch {
      throw new Error(`redocly diff gave no report: ${error?.message ?? stderr.trim()}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
