import fc from 'fast-check';
import { at, step } from './contract.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { textArbitrary, textRules } from './text.ts';

type Values = fc.Arbitrary<Json>;

/** What is generated. */
export interface Making {
  document: JsonObject;
  /** Values for certain schemas, by JSON pointer, in place of those that would be made. */
  overrides: Record<string, Values>;
  /** Whether every property is there, and nothing that is not documented. */
  full: boolean;
}

// Left to what mends the values afterwards.
const conditions = ['if', 'then', 'else', 'not', 'contains', 'maxContains', 'minContains'];
const followed = [
  ...['$ref', 'allOf', 'anyOf', 'oneOf', 'type', 'const', 'enum'],
  ...['properties', 'required', 'additionalProperties', 'minProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems'],
  ...['pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum'],
];
const remarks = ['title', 'description', 'default', 'deprecated', 'discriminator', 'readOnly', 'writeOnly'];
const known = new Set([...conditions, ...followed, ...remarks]);

const few: Json[] = [null, false, 0, -1, 1.5, '', 'text', [], [1, 'two'], {}, { a: { b: [null] } }];
const anything: Values = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...few) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) as Values },
);

// Of what may hold any number of items or further properties.
const FEW = 3;

/**
 * Values by the schemas at some JSON pointers, all at once. Conditions (`if`, `not`, `contains`) are not looked at, so
 * not every value is valid.
 * @throws {Error} when a schema has a keyword that is not known here.
 */
export function arbitrary(making: Making, pointers: string[]): Values {
  const parts = pointers.flatMap((pointer) => flatten(making.document, pointer));
  const override = parts.map(({ pointer }) => making.overrides[pointer]).find(Boolean);
  if (override) return override;
  return ofSchemas(making, parts);
}

/** One schema of those that a value has to follow together. */
interface Part {
  pointer: string;
  schema: JsonObject;
}

/** A schema, what it refers to, and all that it consists of. */
function flatten(document: JsonObject, pointer: string): Part[] {
  const schema = at(document, pointer) as JsonObject;
  for (const keyword of Object.keys(schema)) {
    if (!known.has(keyword) && !keyword.startsWith('x-'))
      throw new Error(
        `${pointer}: the generators do not know the keyword ${keyword}; teach them in arbitrary.ts.`,
      );
  }
  const { $ref, allOf, ...own } = schema;
  return [
    { pointer, schema: own },
    ...(typeof $ref === 'string' ? flatten(document, $ref.slice(1)) : []),
    ...((allOf ?? []) as Json[]).flatMap((_, index) => flatten(document, step(pointer, 'allOf', index))),
  ];
}

function ofSchemas(making: Making, parts: Part[]): Values {
  for (const [index, { pointer, schema }] of parts.entries()) {
    const keyword = ['anyOf', 'oneOf'].find((one) => one in schema);
    if (keyword === undefined) continue;
    const { [keyword]: branches, ...rest } = schema;
    return fc.oneof(
      ...(branches as Json[]).map((_, branch) =>
        ofSchemas(making, [
          ...parts.with(index, { pointer, schema: rest }),
          ...flatten(making.document, step(pointer, keyword, branch)),
        ]),
      ),
    );
  }
  const schemas = parts.map(({ schema }) => schema);
  const fixed = schemas.find((schema) => 'const' in schema);
  if (fixed) return fc.constant(fixed['const'] as Json);
  const listed = schemas.find((schema) => 'enum' in schema);
  if (listed) return fc.constantFrom(...(listed['enum'] as Json[]));
  return fc.oneof(...typesOf(schemas).map((type) => ofType(making, parts, type)));
}

function typesOf(schemas: JsonObject[]): string[] {
  const types = schemas.flatMap((schema) => ('type' in schema ? [[schema['type'] as Json].flat()] : []));
  const [first, ...others] = types;
  if (first) return (first as string[]).filter((type) => others.every((other) => other.includes(type)));
  return schemas.some((schema) => 'properties' in schema || 'required' in schema) ? ['object'] : ['any'];
}

function ofType(making: Making, parts: Part[], type: string): Values {
  const schemas = parts.map(({ schema }) => schema);
  const numbers = (keyword: string) =>
    schemas.flatMap((one) => (keyword in one ? [Number(one[keyword])] : []));
  switch (type) {
    case 'any':
      return anything;
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textArbitrary(textRules(schemas));
    case 'integer': {
      const min = Math.max(Number.MIN_SAFE_INTEGER, ...numbers('minimum'));
      const max = Math.min(Number.MAX_SAFE_INTEGER, ...numbers('maximum'));
      return fc
        .oneof(fc.maxSafeInteger(), fc.nat(1000), fc.constantFrom(min, max))
        .map((n) => Math.min(max, Math.max(min, n)));
    }
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'array': {
      const items = parts.flatMap(({ pointer, schema }) =>
        'items' in schema ? [step(pointer, 'items')] : [],
      );
      const minLength = Math.max(0, ...numbers('minItems'));
      const maxLength = Math.min(minLength + (making.full ? 1 : FEW), ...numbers('maxItems'));
      const item = items.length > 0 ? arbitrary(making, items) : anything;
      return schemas.some((schema) => schema['uniqueItems'] === true)
        ? fc.uniqueArray(item, { minLength, maxLength, selector: (value) => JSON.stringify(value) })
        : fc.array(item, { minLength, maxLength });
    }
    case 'object':
      return objects(making, parts);
    default:
      throw new Error(`The generators do not know the type ${type}.`);
  }
}

function objects(making: Making, parts: Part[]): Values {
  const properties = new Map<string, string[]>();
  for (const { pointer, schema } of parts) {
    for (const [name, inside] of Object.entries((schema['properties'] ?? {}) as JsonObject)) {
      // A schema that only forbids the property says nothing about its values.
      if (isObject(inside) && Object.keys(inside).every((key) => key === 'not' || key.startsWith('x-')))
        continue;
      properties.set(name, [...(properties.get(name) ?? []), step(pointer, 'properties', name)]);
    }
  }
  const required = parts.flatMap(({ schema }) => (schema['required'] ?? []) as string[]);
  const model = Object.fromEntries(
    [...new Set([...properties.keys(), ...required])].map((name) => {
      const schemas = properties.get(name);
      return [name, schemas ? arbitrary(making, schemas) : anything];
    }),
  );
  const named = making.full ? fc.record(model) : recordOf(model, required);
  const further = parts.find(({ schema }) => isObject(schema['additionalProperties']));
  const closed = parts.some(({ schema }) => schema['additionalProperties'] === false);
  if (closed || making.full) return named as Values;
  const others = fc.dictionary(
    fc.oneof(
      fc.string({ maxLength: 6, unit: 'grapheme' }),
      fc.constantFrom('newField', '__proto__', 'a.b', '0'),
    ),
    further ? arbitrary(making, [step(further.pointer, 'additionalProperties')]) : anything,
    { maxKeys: FEW, noNullPrototype: true },
  );
  // Most objects have what is documented, and no more.
  return fc
    .tuple(named, fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: others }))
    .map(([object, extra]) => ({ ...extra, ...(object as JsonObject) }) as Json);
}

/** Objects that have each property which is not required every second time. */
function recordOf(model: Record<string, Values>, required: string[]): Values {
  const optional = Object.entries(model).map(([name, values]) => [
    name,
    required.includes(name) ? values : fc.option(values, { nil: undefined, freq: 2 }),
  ]);
  return fc
    .record(Object.fromEntries(optional))
    .map(
      (object) =>
        Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Json,
    );
}
