import { posix } from 'node:path';
import { isObject, type Json, type JsonObject } from '../contract.ts';
import type { SpecSource } from './mutation.ts';

/**
 * The contract as one document, as Redocly bundles it, in milliseconds. Redocly's CLI takes most of a second for it,
 * which is too long to do some hundred times; a test holds this to the same result.
 * @throws {Error} when a `$ref` names no file.
 */
export function bundle(files: SpecSource): JsonObject {
  const components: Record<string, JsonObject> = {};
  const document = inline('openapi.yaml', files.get('openapi.yaml') as JsonObject) as JsonObject;
  const entry = (document['components'] ?? {}) as Record<string, JsonObject>;
  for (const [section, own] of Object.entries(entry))
    components[section] = { ...own, ...components[section] };
  return { ...document, components };

  function inline(file: string, value: Json, key = ''): Json {
    if (Array.isArray(value)) return value.map((item) => inline(file, item));
    if (!isObject(value)) {
      return key === 'mapping' && typeof value === 'string' ? referTo(target(file, value)) : value;
    }
    const { $ref, ...beside } = value;
    if (typeof $ref === 'string') {
      const to = target(file, $ref);
      if (!to.startsWith('components/') && !to.startsWith('examples/')) return inline(to, read(to, file));
      if (to.startsWith('components/securitySchemes/')) return inline(to, read(to, file));
      return { ...(inline(file, beside) as JsonObject), $ref: referTo(to, file) };
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, inside]) => [
        name,
        inline(file, inside, key === 'mapping' ? key : name),
      ]),
    );
  }

  function referTo(to: string, from = 'openapi.yaml'): string {
    const section = to.startsWith('examples/') ? 'examples' : (to.split('/')[1] as string);
    const name = posix.basename(to, '.yaml');
    components[section] ??= {};
    const held = components[section];
    if (!(name in held)) {
      // Taken before it is filled, so that a schema may refer to itself.
      held[name] = null;
      held[name] = inline(to, read(to, from));
    }
    return `#/components/${section}/${name}`;
  }

  function read(file: string, from: string): Json {
    const found = files.get(file);
    if (found === undefined) throw new Error(`${from} refers to ${file}, which does not exist`);
    return found;
  }

  function target(file: string, ref: string): string {
    return posix.join(posix.dirname(file), ref);
  }
}

/** The files of the contract that nothing refers to. */
export function leftOver(files: SpecSource): string[] {
  const reached = new Set<string>(['openapi.yaml']);
  for (const file of reached) {
    for (const ref of refsIn(files.get(file) ?? null)) reached.add(posix.join(posix.dirname(file), ref));
  }
  return [...files.keys()].filter((file) => !file.startsWith('examples/invalid') && !reached.has(file));
}

function refsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === '$ref' && typeof inside === 'string' && !inside.startsWith('#') ? [inside] : refsIn(inside),
  );
}
