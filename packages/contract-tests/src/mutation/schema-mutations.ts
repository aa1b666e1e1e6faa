import { posix } from 'node:path';
import { isObject, type Json, type JsonObject } from '../contract.ts';
import { rename } from './edit.ts';
import type { SpecMutation, SpecSource } from './mutation.ts';
import { MutationList } from './mutation-list.ts';

const limits = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'maxContains', 'minContains'],
];
const otherType: Record<string, string> = {
  string: 'integer',
  integer: 'string',
  number: 'string',
  boolean: 'string',
  object: 'array',
  array: 'object',
};

/** Every single change to the schemas in a file of the contract. */
export function schemaMutations(file: string, data: Json, files: SpecSource): SpecMutation[] {
  const { mutations, add } = new MutationList(file);
  visit(data, []);
  return mutations;

  function visit(value: Json, place: string[]): void {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, [...place, String(index)]);
    if (!isObject(value)) return;
    for (const [keyword, inside] of Object.entries(value)) {
      const names = keyword === 'properties' && isObject(inside) ? inside : undefined;
      change(value, keyword, inside, place);
      if (names)
        for (const [name, property] of Object.entries(names)) visit(property, [...place, keyword, name]);
      else if (!['enum', 'const', 'required', 'mapping', 'example', 'x-final'].includes(keyword))
        visit(inside, [...place, keyword]);
    }
  }

  function change(schema: JsonObject, keyword: string, value: Json, place: string[]): void {
    const here = [...place, keyword];
    const becomes = (kind: string, next: Json) => add(kind, here, `is ${JSON.stringify(next)}`, () => next);
    const drop = (kind: string) => add(kind, here, 'is dropped', () => undefined);

    if (keyword === 'required' && Array.isArray(value)) {
      for (const [index, name] of value.entries()) {
        add('required dropped', here, `loses ${name}`, () =>
          value.length === 1 ? undefined : value.toSpliced(index, 1),
        );
      }
    } else if (keyword === 'required' && value === true) {
      becomes('required turned', false);
    } else if (keyword === 'properties' && isObject(value)) {
      for (const name of Object.keys(value)) {
        add('property renamed', here, `${name} is ${name}2`, () => rename(value, name, `${name}2`));
        add('property removed', [...here, name], 'is dropped', () => undefined);
      }
      const required = (schema['required'] ?? []) as string[];
      const optional = Object.keys(value).find((name) => !required.includes(name));
      if (optional !== undefined && schema['type'] === 'object') {
        add('required gained', place, `requires ${optional}`, (inside) => ({
          ...(inside as JsonObject),
          required: [...required, optional],
        }));
      }
    } else if (keyword === 'type' && typeof value === 'string' && value in otherType) {
      becomes('type changed', otherType[value] as string);
      drop('type dropped');
    } else if (keyword === 'type' && Array.isArray(value)) {
      for (const [index, type] of value.entries())
        add('type dropped', here, `loses ${type}`, () => value.toSpliced(index, 1));
    } else if (limits.includes(keyword) && typeof value === 'number') {
      const looser = keyword.startsWith('min') || keyword.startsWith('exclusiveMin') ? -1 : 1;
      if (!(value === 0 && keyword !== 'minimum') && value + looser >= (keyword === 'minimum' ? -1 : 0))
        becomes('limit loosened', value + looser);
      becomes('limit tightened', value - looser);
      drop('limit dropped');
    } else if (keyword === 'uniqueItems') {
      drop('limit dropped');
    } else if (keyword === 'pattern' && typeof value === 'string') {
      drop('pattern dropped');
      for (const pattern of otherPatterns(value)) becomes('pattern changed', pattern);
    } else if (keyword === 'format') {
      drop('format dropped');
    } else if (keyword === 'enum' && Array.isArray(value)) {
      for (const [index, one] of value.entries())
        add('enum value removed', here, `loses ${one}`, () => value.toSpliced(index, 1));
      for (const [index, one] of value.entries())
        add('enum value renamed', here, `${one} is ${one}2`, () => value.with(index, `${one}2`));
      becomes('enum value added', [...value, 'another']);
    } else if (keyword === 'const') {
      drop('const dropped');
      if (typeof value === 'string') becomes('const changed', `${value}2`);
    } else if (keyword === 'additionalProperties') {
      if (value === true) becomes('object closed', false);
      else becomes('object opened', true);
    } else if (['if', 'then', 'else', 'not', 'contains', 'items', 'discriminator'].includes(keyword)) {
      drop(`${keyword} dropped`);
    } else if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value)) {
      for (const index of value.keys())
        add('branch dropped', [...here, String(index)], 'is dropped', () => undefined);
    } else if (keyword === 'default') {
      if (typeof value === 'boolean') becomes('default changed', !value);
      drop('default dropped');
    } else if (keyword === 'mapping' && isObject(value)) {
      const [first, second] = Object.keys(value);
      for (const name of Object.keys(value))
        add('mapping dropped', [...here, name], 'is dropped', () => undefined);
      if (first && second)
        add('mapping changed', [...here, first], `is ${value[second]}`, () => value[second] as Json);
    } else if (keyword.startsWith('x-')) {
      drop('extension dropped');
      if (Array.isArray(value)) add('extension changed', here, 'loses its first', () => value.slice(1));
      if (typeof value === 'number') becomes('extension changed', value + 1);
    } else if (keyword === 'title' || keyword === 'description') {
      if (place.length === 0) drop('words dropped');
    } else if (keyword === '$ref' && typeof value === 'string') {
      becomes('$ref broken', value.replace(/([^/]+)\.yaml$/, 'Nothing.yaml'));
      const other = neighbour(value);
      if (other !== undefined) becomes('$ref swapped', other);
    }
  }

  /** The next file in the folder that a `$ref` leads to. */
  function neighbour(ref: string): string | undefined {
    const target = posix.join(posix.dirname(file), ref);
    const folder = posix.dirname(target);
    const all = [...files.keys()].filter((one) => posix.dirname(one) === folder);
    const next = all[(all.indexOf(target) + 1) % all.length];
    return next === undefined || next === target
      ? undefined
      : ref.replace(posix.basename(ref), posix.basename(next));
  }
}

/** A pattern without one of its ends, and with each of its numbers one higher and one lower. */
function otherPatterns(pattern: string): string[] {
  const found = [
    ...(pattern.startsWith('^') ? [pattern.slice(1)] : []),
    ...(pattern.endsWith('$') ? [pattern.slice(0, -1)] : []),
  ];
  for (const { 0: number, index } of pattern.matchAll(/(?<=\{|\{\d+,)\d+(?=[,}])/g)) {
    for (const next of [Number(number) - 1, Number(number) + 1]) {
      found.push(pattern.slice(0, index) + next + pattern.slice(index + number.length));
    }
  }
  return found.filter((one) => {
    try {
      return new RegExp(one, 'u') !== undefined;
    } catch {
      return false;
    }
  });
}
