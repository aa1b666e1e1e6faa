import { built, isObject, type Json } from './contract.ts';
import { step } from './json-pointer.ts';

const refusing = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'contains'],
  ...['required', 'minProperties', 'maxProperties', 'propertyNames', 'dependentRequired'],
  ...['anyOf', 'oneOf', 'not', 'unevaluatedProperties', 'unevaluatedItems'],
]);

/**
 * JSON pointers to all keywords that can refuse a value of a schema, in it and in what it refers to.
 * What only tries a schema (`if`, `not`, `contains`, a branch of `anyOf`) counts as one; a branch of `oneOf` is the form
 * that one kind of value has to have.
 */
export function constraintsOf(schema: string, { at } = built): string[] {
  const found = new Set<string>();
  const visited = new Set<string>();
  visit(schema);
  return [...found];

  function visit(pointer: string): void {
    const value = at(pointer);
    if (!isObject(value) || visited.has(pointer)) return;
    visited.add(pointer);
    for (const [keyword, inside] of Object.entries(value)) {
      const here = step(pointer, keyword);
      if (refusing.has(keyword) || (keyword === 'additionalProperties' && inside === false)) found.add(here);
      if (keyword === '$ref') visit(String(inside).slice(1));
      else if (keyword === 'properties')
        for (const name of Object.keys(inside as object)) visit(step(here, name));
      else if (keyword === 'allOf' || keyword === 'oneOf')
        for (const index of (inside as Json[]).keys()) visit(step(here, index));
      else if (['items', 'then', 'else', 'additionalProperties'].includes(keyword)) visit(here);
    }
  }
}
