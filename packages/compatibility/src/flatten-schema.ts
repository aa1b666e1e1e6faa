import { type Contract, resolve } from './contract.ts';
import { isObject, type JsonObject, mapValues } from './json-object.ts';
import { childPointer } from './json-pointer.ts';
import type { Origins } from './origins.ts';

/** What changes nothing of what goes over the wire. */
const words = ['title', 'description', 'example', 'examples', 'externalDocs', '$comment', 'x-message'];
const mapsOfSchemas = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const listsOfSchemas = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
/** With `true` they say what holds without them. */
const openByDefault = ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems'];
/** Their order means nothing. */
const sets = ['enum', 'required', 'type'];
const schemas = [
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
];

/**
 * A schema in one piece and in one form, so that two that mean the same compare as the same: without references, with
 * the plain parts of `allOf` merged into it, `const` as an `enum` of one that says its type, and what may grow under a keyword of its own:
 *
 * - an enum that allows any other string: `x-open-enum`, the known values
 * - a union told apart by a property: `x-union`, `open` or `closed`, and the branches as `properties` by that value
 * - a union told apart by the type alone: the same, closed
 *
 * @throws {ContractError} when a reference leads nowhere
 */
export function flattenSchema(
  contract: Contract,
  origins: Origins,
  schema: unknown,
  pointer: string,
  within: readonly string[] = [],
): unknown {
  if (!isObject(schema)) return schema;
  const flatten = (value: unknown, at: string, inside = within) =>
    flattenSchema(contract, origins, value, at, inside);
  if (typeof schema['$ref'] === 'string') {
    const { $ref, ...beside } = schema;
    const named = resolve(contract, { $ref }, pointer);
    if (within.includes(named.pointer)) return { 'x-recurses-to': named.pointer };
    return both(
      flatten(named.value, named.pointer, [...within, named.pointer]) as JsonObject,
      flatten(beside, pointer) as JsonObject,
      origins,
    );
  }
  const flat: JsonObject = {};
  origins.writtenAt(flat, pointer);
  for (const [key, value] of Object.entries(schema)) {
    const at = childPointer(pointer, key);
    if (words.includes(key) || (openByDefault.includes(key) && value === true)) continue;
    if (mapsOfSchemas.includes(key) && isObject(value)) {
      flat[key] = mapValues(value, (one, name) =>
        origins.partOf(flatten(one, childPointer(at, name)), childPointer(at, name)),
      );
    } else if (listsOfSchemas.includes(key) && Array.isArray(value)) {
      flat[key] = value.map((one, index) =>
        origins.partOf(flatten(one, childPointer(at, index)), childPointer(at, index)),
      );
    } else if (schemas.includes(key)) {
      flat[key] = flatten(value, at);
    } else if (key === 'const') {
      flat['enum'] = [scalar(value)];
    } else if (Array.isArray(value) && sets.includes(key)) {
      flat[key] = value.map(scalar).sort();
    } else if (key !== 'discriminator') {
      flat[key] = scalar(value);
    }
  }
  const values = flat['enum'];
  if (Array.isArray(values) && !('type' in flat) && values.every((value) => typeof value === 'string')) {
    flat['type'] = 'string';
  }
  return withForms(
    withOpenUnion(withOpenEnum(withUnion(withoutAllOf(flat, origins), schema), origins), origins),
  );
}

/** Redocly compares an object or an array only where it knows the keyword. */
export function scalar(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function both(one: JsonObject, other: JsonObject, origins: Origins): JsonObject {
  if (Object.keys(other).length === 0) return one;
  const merged = merge(one, other, origins) ?? { allOf: [one, other] };
  origins.sameAs(merged, one);
  return merged;
}

/** One schema for what both of them ask. None when a keyword of both asks two things. */
function merge(one: JsonObject, other: JsonObject, origins: Origins): JsonObject | undefined {
  const merged: JsonObject = { ...one };
  origins.sameAs(merged, one);
  for (const [key, value] of Object.entries(other)) {
    const there = merged[key];
    if (key === 'required') {
      const before = (there ?? []) as string[];
      const more = (value as string[]).filter((name) => !before.includes(name));
      merged[key] = [...before, ...more].sort();
      origins.requiredBy(merged, other, more);
    } else if (there === undefined) merged[key] = value;
    else if (key === 'properties' && isObject(there) && isObject(value)) {
      const properties = { ...there };
      for (const [name, property] of Object.entries(value)) {
        const before = properties[name];
        properties[name] =
          isObject(before) && isObject(property) ? both(before, property, origins) : property;
      }
      merged[key] = properties;
    } else if (JSON.stringify(there) !== JSON.stringify(value)) return undefined;
  }
  return merged;
}

const conditions = ['if', 'then', 'else', 'not', 'anyOf', 'oneOf', 'allOf', 'contains'];

function withoutAllOf(flat: JsonObject, origins: Origins): JsonObject {
  const { allOf, ...rest } = flat;
  if (!Array.isArray(allOf)) return flat;
  origins.sameAs(rest, flat);
  let merged: JsonObject = rest;
  const left = [];
  for (const member of allOf) {
    const plain = isObject(member) && !conditions.some((keyword) => keyword in member);
    // A closed part closes itself only, not what it would be merged into.
    const together =
      plain && member['additionalProperties'] !== false ? merge(merged, member, origins) : undefined;
    if (together) merged = together;
    else left.push(member);
  }
  if (left.length > 0) merged['allOf'] = left;
  return merged;
}

function withUnion(flat: JsonObject, schema: JsonObject): JsonObject {
  const { discriminator, oneOf: members } = schema;
  if (!isObject(discriminator) || !isObject(discriminator['mapping']) || !Array.isArray(members)) return flat;
  const values = Object.entries(discriminator['mapping']);
  const branches = (flat['oneOf'] as unknown[]).map((branch, index) => [
    values.find(([, ref]) => ref === members[index]?.$ref)?.[0],
    branch,
  ]);
  if (branches.some(([value]) => value === undefined)) return flat;
  delete flat['oneOf'];
  flat['x-union'] = 'closed';
  flat['x-union-of'] = discriminator['propertyName'];
  flat['properties'] = Object.fromEntries(branches);
  return flat;
}

/** The branches of a union by their types, when these differ: one object or an array of them, for example. */
function withForms(flat: JsonObject): JsonObject {
  const list = (flat['oneOf'] ?? flat['anyOf']) as JsonObject[] | undefined;
  const types = new Set(list?.map((branch) => branch['type']));
  if (!list || 'properties' in flat || types.size < list.length) return flat;
  if ([...types].some((type) => typeof type !== 'string')) return flat;
  delete flat[flat['oneOf'] ? 'oneOf' : 'anyOf'];
  flat['x-union'] = 'closed';
  flat['x-union-of'] = byType;
  flat['properties'] = Object.fromEntries(list.map((branch) => [branch['type'], branch]));
  return flat;
}

/** What tells the branches of a union apart when it is no property. */
export const byType = '(type)';

/** `anyOf` some values and any string: the values are known, and others may come. */
function withOpenEnum(flat: JsonObject, origins: Origins): JsonObject {
  const { anyOf, ...rest } = flat;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return flat;
  const known = anyOf.find((member) => isObject(member) && Array.isArray(member['enum']));
  const open = anyOf.find((member) => isObject(member) && member !== known && isAnyString(member));
  if (!known || !open) return flat;
  const { enum: values, type, ...facts } = known;
  const result = { ...facts, ...rest, ...open, 'x-open-enum': scalar(values) };
  origins.sameAs(result, flat);
  return result;
}

function isAnyString(schema: JsonObject): boolean {
  return (
    schema['type'] === 'string' &&
    !['enum', 'pattern', 'format', ...conditions].some((keyword) => keyword in schema)
  );
}

/** `anyOf` a union and something else: the branches are known, and others may come. */
function withOpenUnion(flat: JsonObject, origins: Origins): JsonObject {
  const { anyOf, ...rest } = flat;
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return flat;
  const union = anyOf.find((member) => isObject(member) && member['x-union'] === 'closed');
  const other = anyOf.find((member) => member !== union);
  if (!union || !isObject(other)) return flat;
  const result = {
    ...rest,
    ...union,
    'x-union': 'open',
    properties: { ...union['properties'], [anyOther]: withoutKnown(other, union['x-union-of'], origins) },
  };
  origins.sameAs(result, flat);
  return result;
}

/** The branch of an open union that takes what is not known. */
export const anyOther = '*';

/** The branch without its list of the values that the others have: it grows with each of them. */
function withoutKnown(branch: JsonObject, property: string, origins: Origins): JsonObject {
  const { [property]: told, ...others } = (branch['properties'] ?? {}) as JsonObject;
  if (!isObject(told)) return branch;
  const { not, ...open } = told;
  const result = { ...branch, properties: { ...others, [property]: open } };
  origins.sameAs(result, branch);
  return result;
}
