// Makes src/generated/ from the bundled contract: openapi.ts (openapi-typescript's output, with the shapes of
// presence.mjs and open-enum.mjs) and schemas.ts (a short name for each schema).
import { mkdirSync, writeFileSync } from 'node:fs';
import { readContract } from '@enterprise-communications/spec/read-contract';
import openapiTS, { astToString } from 'openapi-typescript';
import { openEnum } from './open-enum.mjs';
import { presence } from './presence.mjs';

const header = '// Generated from the OpenAPI description by scripts/generate.mjs. Do not edit.\n\n';
const target = new URL('../src/generated/', import.meta.url);

/** @type {import('openapi-typescript').OpenAPI3} */
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
