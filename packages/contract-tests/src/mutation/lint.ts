import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { specFolder } from '../contract.ts';
import type { Catch } from './catch.ts';
import { changed } from './changed.ts';
import type { SpecMutation, SpecSource } from './mutation.ts';

const cli = join(
  dirname(createRequire(join(specFolder, 'package.json')).resolve('@redocly/cli/package.json')),
  'bin/cli.js',
);

interface Report {
  problems: { ruleId: string; message: string }[];
}

/**
 * What `pnpm lint` says of each of some changed contracts: one run of Redocly for all, with the rules of `spec/`.
 * @throws {Error} when Redocly gives no report.
 */
export async function lint(files: SpecSource, mutations: SpecMutation[]): Promise<(Catch | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mutations-'));
  try {
    cpSync(join(specFolder, 'redocly.yaml'), join(folder, 'redocly.yaml'));
    for (const [index, mutation] of mutations.entries()) write(join(folder, `m${index}`), files, mutation);
    const entries = mutations.map((_, index) => `m${index}/openapi.yaml`);
    const output = await run(folder, ['lint', ...entries, '--format=json', '--max-problems=1']);
    const reports = output.split(/(?<=^\})(?=\{$)/m).map((text): Report => JSON.parse(text));
    if (reports.length !== mutations.length) throw new Error('Redocly did not report on each of them.');
    return reports.map(
      ({ problems: [first] }) =>
        first && { check: 'lint', said: `${first.ruleId}: ${first.message.split('\n')[0]}` },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A scratch copy of the contract with one change. */
function write(folder: string, files: SpecSource, mutation: SpecMutation): void {
  for (const [file, data] of changed(files, mutation)) {
    if (file.startsWith('examples/invalid')) continue;
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    if (data === files.get(file)) cpSync(join(specFolder, file), path);
    else writeFileSync(path, stringify(data));
  }
}

function run(cwd: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [cli, ...args],
      {
        cwd,
        maxBuffer: 1024 ** 3,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
      // It ends with 1 when it finds a problem.
      (_, stdout, stderr) => {
        if (stdout.startsWith('{')) resolve(stdout);
        else reject(new Error(`Redocly gave no report: ${stderr.trim().split('\n')[0]}`));
      },
    );
  });
}
