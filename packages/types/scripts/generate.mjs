// Makes src/generated/ from the bundled contract: openapi.ts (openapi-typescript's output, with the shapes of
// presence.mjs and open-enum.mjs) and schemas.ts (a short name for each schema).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openEnum } from './open-enum.mjs';
import { presence } from './presence.mjs';

const header = '// Generated from the OpenAPI description by scripts/generate.mjs. Do not edit.\n\n';
const target = new URL('../src/generated/', import.meta.url);

/** @returns {import('openapi-typescript').OpenAPI3} */
function readContract() {
  const file = fileURLToPath(new URL('../../../spec/dist/openapi.json', import.meta.url));
  try {
    return JSON.parse(
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
}

const contract = readContract();
const ast = await openapiTS(contract, {
  // A default describes what the API does without the field; it does not make the field required to send.
  defaultNonNullable: false,
  transform: (schema) => openEnum(schema) ?? presence(schema),
});

mkdirSync(target, { recursive: true });
writeFileSync(new URL('openapi.ts', target), header + astToString(ast));
const names = Object.keys(contract.components?.schemas ?? {}).sort();
writeFileSync(
  new URL('schemas.ts', target),
  `${header}import type { components } from './openapi.ts';\n\n${names
    .map((name) => `export type ${name} = components['schemas']['${name}'];`)
    .join('\n')}\n`,
);
console.log(`Generated the types of ${names.length} schemas.`);
