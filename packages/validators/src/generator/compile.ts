import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import standalone from 'ajv/dist/standalone/index.js';
import { type BuildOptions, build } from 'esbuild';
import { dialect } from './dialect.ts';
import { formatsModule } from './formats.ts';
import type { PreparedSchema } from './prepare-schema.ts';
import { SpecError } from './spec-error.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** What the compiled code calls. The first two are made here, the others stand beside it in the package. */
const calls = {
  './formats.js': '* as formats',
  './ajv-runtime.js': '{ equal, ucs2length }',
  './closest-branch.js': '{ closestBranch }',
  './has-duplicate.js': '{ hasDuplicate }',
};

const ajvRuntime = `
export const equal = require('ajv/dist/runtime/equal.js').default;
export const ucs2length = require('ajv/dist/runtime/ucs2length.js').default;
`;

/**
 * Compiles schemas to modules: `compiled.js`, and what it calls from Ajv, so that Ajv itself is not needed at
 * run time.
 *
 * @param schemas all schemas, also those that others only refer to
 * @param names for each function that `compiled.js` exports: the name of its schema
 * @returns source text by file name
 * @throws {SpecError} naming the schema that cannot be compiled
 */
export async function compile(
  schemas: PreparedSchema[],
  names: Map<string, string>,
): Promise<Map<string, string>> {
  const ajv = dialect();
  for (const { name, schema } of schemas) ajv.addSchema(schema as object, name);
  for (const { name, where } of schemas) {
    try {
      ajv.getSchema(name);
    } catch (error) {
      throw new SpecError(`${where}: ${(error as Error).message.split('\n')[0]}`);
    }
  }

  const code = standalone
    .default(ajv, Object.fromEntries(names))
    .replace('"use strict";', '')
    .replaceAll(/require\("ajv\/dist\/runtime\/(equal|ucs2length)"\)\.default/g, '$1')
    // Lets bundlers drop a pattern together with the function that used it.
    .replaceAll(/^(const \w+ = )(?=new RegExp\()/gm, '$1/* @__PURE__ */ ');
  if (/^const \w+ = require\(/m.test(code))
    throw new Error('the compiled code calls a part of Ajv that is not packed');
  const imports = Object.entries(calls).map(([file, names]) => `import ${names} from '${file}';\n`);
  return new Map([
    ['compiled.js', await bundle(imports.join('') + code, { external: Object.keys(calls) })],
    ['formats.js', await bundle(formatsModule(), { minify: true })],
    ['ajv-runtime.js', await bundle(ajvRuntime, { minify: true })],
  ]);
}

/** Puts what a module imports from packages into it, and takes out what is not used. */
async function bundle(contents: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here, sourcefile: 'source' },
    // Names of files get into the text; this makes them the same wherever the build runs.
    absWorkingDir: here,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
}
