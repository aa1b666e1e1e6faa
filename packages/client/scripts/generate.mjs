// Makes src/generated/server-url.ts: the address of the live API, from the bundled contract.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../../spec/dist/openapi.json', import.meta.url));
let contract;
try {
  contract = JSON.parse(
    readFileSync(
      createRequire(import.meta.url).resolve('@enterprise-communications/spec/openapi.json'),
      'utf8',
    ),
  );
} catch (error) {
  const why = /** @type {NodeJS.ErrnoException} */ (error);
  const said =
    error instanceof SyntaxError
      ? `is not JSON: ${why.message}`
      : `cannot be read (${why.code ?? why.message})`;
  console.error(`${file}: the bundled contract ${said}. Make it with: pnpm --filter spec build`);
  process.exit(1);
}

const target = new URL('../src/generated/', import.meta.url);
mkdirSync(target, { recursive: true });
writeFileSync(
  new URL('server-url.ts', target),
  `// Generated from the OpenAPI description by scripts/generate.mjs. Do not edit.

export const serverUrl = '${contract.servers[0].url}';
`,
);
