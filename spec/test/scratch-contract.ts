import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const spec = fileURLToPath(new URL('..', import.meta.url));
const copied = [
  ...['openapi.yaml', 'redocly.yaml', 'paths', 'webhooks', 'components', 'examples', 'workflows'],
  'scripts',
];

/** A copy of the contract and its commands that a test may break. */
export function scratchContract() {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  for (const name of copied) cpSync(join(spec, name), join(folder, name), { recursive: true });
  symlinkSync(join(spec, 'node_modules'), join(folder, 'node_modules'));
  const run = (script: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'scripts', script)], {
      encoding: 'utf8',
    });
    return { status, stdout, lines: stderr.split('\n').filter(Boolean) };
  };
  return {
    bundle: () => run('bundle.mjs'),
    lint: () => run('lint.mjs'),
    exists: (file: string) => existsSync(join(folder, file)),
    remove: (file: string) => rmSync(join(folder, file)),
    write: (file: string, text: string) => writeFileSync(join(folder, file), text),
    /** Replaces a text that must be there: a fault that is not planted proves nothing. */
    replace(file: string, from: string | RegExp, to: string) {
      const before = readFileSync(join(folder, file), 'utf8');
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file} does not hold ${from}`);
      writeFileSync(join(folder, file), after);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

export type ScratchContract = ReturnType<typeof scratchContract>;
