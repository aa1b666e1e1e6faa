// biome-ignore-all lint/suspicious/noThenProperty: JSON Schema has a keyword of that name

import { type Json, mutationsOf } from '@enterprise-communications/generators';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Schema } from '../src/generator/openapi.ts';
import { compileSchemas } from './compile-fixture.ts';

const stock = new Ajv2020({ strict: false });

/** The keywords that the generator defines anew, alone and inside each other. */
const schemas: Schema[] = [
  { items: { type: 'number' } },
  { items: false },
  { items: true },
  { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
  { prefixItems: [{ type: 'string' }], items: false },
  { additionalProperties: false },
  { additionalProperties: { type: 'number' } },
  { properties: { x: true }, additionalProperties: false },
  { patternProperties: { '^x$': { type: 'number' } }, additionalProperties: { type: 'string' } },
  { contains: { type: 'string' } },
  { contains: { type: 'string' }, maxContains: 1 },
  { contains: { type: 'string' }, minContains: 2 },
  { contains: { type: 'string' }, minContains: 0, maxContains: 1 },
  { contains: true },
  { contains: false },
  { contains: { items: { type: 'string' }, type: 'array' } },
  { uniqueItems: true },
  { uniqueItems: false },
  { anyOf: [{ type: 'string' }, { required: ['x'] }] },
  { anyOf: [{ type: 'string' }, true] },
  { anyOf: [false, false] },
  { anyOf: [{ required: ['x'] }, { required: ['y'] }] },
  { oneOf: [{ type: 'object' }, { required: ['x'] }] },
  { oneOf: [{ required: ['x'] }, { required: ['y'] }] },
  { oneOf: [{ minimum: 1 }, { maximum: 3 }, { type: 'number' }] },
  { not: { anyOf: [{ type: 'array' }, { items: { type: 'string' } }] } },
  { not: { oneOf: [{ type: 'object' }, { required: ['x'] }] } },
  { if: { items: { type: 'string' } }, then: { minItems: 1 }, else: false },
  { if: { additionalProperties: { type: 'string' } }, then: false },
  { if: { contains: { anyOf: [{ const: 7 }, { const: 'x' }] } }, then: { uniqueItems: true } },
  {
    items: {
      anyOf: [{ type: 'string' }, { type: 'array', items: { oneOf: [{ const: 'x' }, { const: 7 }] } }],
    },
  },
  { enum: ['x', 7, null, ['sms'], { x: 1 }] },
  { const: { x: 1 } },
  { allOf: [{ properties: { x: { type: 'number' } } }, { anyOf: [{ required: ['x'] }, { type: 'array' }] }] },
];

const values = [
  ['x', 7, [7], ['x', 'x', 'y']],
  [[], [[]], [{}, {}], [{ x: 1 }, { x: '1' }]],
  { x: 'x', y: [1, 1], z: { x: 1 } },
  ['x', 'x'],
];

const validators = await compileSchemas(schemas);
const cases = schemas.map((schema, index) => [JSON.stringify(schema), schema, validators[index]] as const);

describe('decides as stock Ajv does on', () => {
  test.each(cases)('%s', (_name, schema, validator) => {
    const stockIs = stock.compile(schema);
    for (const value of values.flatMap((seed) => [...mutationsOf(seed as Json)])) {
      expect(validator?.is(value), JSON.stringify(value)).toBe(stockIs(value));
    }
  });
});
