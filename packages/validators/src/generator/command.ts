import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './generate.ts';
import { readBundle } from './read-bundle.ts';
import { SpecError } from './spec-error.ts';

const help = `Compiles the validators from a bundled OpenAPI 3.1 document.

Usage: node dist/generator/command.js [--spec FILE] [--out DIR]

  --spec FILE  the bundle; without it, the one of @enterprise-communications/spec
               example: --spec ../../spec/dist/openapi.json
  --out DIR    where the modules are written; without it, this package's dist
               example: --out dist
  --help       this text
`;

try {
  const { values } = parseArgs({
    options: { spec: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
  } else {
    const spec =
      values.spec ?? fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json'));
    const out = values.out ?? fileURLToPath(new URL('..', import.meta.url));
    const modules = await generate(readBundle(spec));
    mkdirSync(out, { recursive: true });
    for (const [file, text] of modules) writeFileSync(join(out, file), text);
  }
} catch (error) {
  if (!(error instanceof SpecError) && !isUsageError(error)) throw error;
  process.stderr.write(`validators: ${(error as Error).message.split('\n')[0]}\n`);
  process.exitCode = 1;
}

function isUsageError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
