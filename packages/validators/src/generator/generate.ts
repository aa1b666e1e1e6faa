import { compile } from './compile.ts';
import { findBodies } from './find-bodies.ts';
import { indexModule, indexTypes } from './index-module.ts';
import type { OpenApi } from './openapi.ts';
import { operationsModule, operationsTypes } from './operations-module.ts';
import { SchemaPreparer } from './prepare-schema.ts';

/**
 * Makes the modules of the package from a spec. The same spec gives the same bytes.
 *
 * @returns source text by file name
 * @throws {SpecError} when the spec has a fault, naming the place
 */
export async function generate(spec: OpenApi): Promise<Map<string, string>> {
  const preparer = new SchemaPreparer(spec);
  const schemas = preparer.components();
  const bodies = findBodies(spec);
  const names = new Map<string, string>();
  for (const { name, component, schema, roles } of bodies.validators.values()) {
    if (!component) schemas.push(preparer.prepare(name, schema, roles[0] as string));
    names.set(name, component ?? name);
  }
  const modules = await compile(schemas, names);
  modules.set('index.js', indexModule(bodies));
  modules.set('index.d.ts', indexTypes(bodies));
  modules.set('operations.js', operationsModule(bodies));
  modules.set('operations.d.ts', operationsTypes(bodies));
  const header = `// Generated from the OpenAPI description "${spec.info.title}" ${spec.info.version}; do not edit.\n`;
  return new Map([...modules].map(([file, text]) => [file, header + text]));
}
