import { at, isObject, type Json } from './contract.ts';
import { step } from './json-pointer.ts';

/** What a schema says of itself and through what it refers to. */
export interface SchemaFacts {
  /** Types that it allows, such as `string`. */
  types: Set<string>;
  /** All descriptions on the way. */
  text: string;
  /** The values that it knows by name. */
  values: Set<Json>;
}

/** Gathers the facts of a schema, following `$ref` and every branch of `anyOf`, `oneOf` and `allOf`. */
export function factsOf(schema: string): SchemaFacts {
  const facts: SchemaFacts = {
    types: new Set(),
    text: '',
    values: new Set(),
  };
  gather(schema);
  return facts;

  function gather(pointer: string): void {
    const value = at(pointer);
    if (!isObject(value)) return;
    for (const type of [value['type'] ?? []].flat()) facts.types.add(String(type));
    for (const known of (value['enum'] ?? []) as Json[]) facts.values.add(known);
    if (typeof value['description'] === 'string') facts.text += `${value['description']}\n`;
    if (typeof value['$ref'] === 'string') gather(value['$ref'].slice(1));
    for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
      for (const index of ((value[keyword] ?? []) as Json[]).keys()) gather(step(pointer, keyword, index));
    }
  }
}
