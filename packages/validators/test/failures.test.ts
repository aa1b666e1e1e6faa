// biome-ignore-all lint/suspicious/noThenProperty: JSON Schema has a keyword of that name

import { describe, expect, test } from 'vitest';
import type { Schema } from '../src/generator/openapi.ts';
import { compileSchema, type Row, report, withValidators } from './compile-fixture.ts';

const object = (properties: Record<string, Schema>, more: object = {}): Schema => ({
  type: 'object',
  properties,
  ...more,
});

describe('one failure for each keyword, in plain words', async () => {
  const table: Row[] = [
    ['a string', { schema: { type: 'string' }, given: 7, want: [' | type | must be a string'] }],
    ['a number', { schema: { type: 'number' }, given: '7', want: [' | type | must be a number'] }],
    [
      'a whole number',
      { schema: { type: 'integer' }, given: 1.5, want: [' | type | must be a whole number'] },
    ],
    [
      'true or false',
      { schema: { type: 'boolean' }, given: 'yes', want: [' | type | must be true or false'] },
    ],
    [
      'an object, not an array',
      { schema: { type: 'object' }, given: [], want: [' | type | must be an object'] },
    ],
    ['an array, not null', { schema: { type: 'array' }, given: null, want: [' | type | must be an array'] }],
    [
      'several types',
      {
        schema: { type: ['string', 'object', 'null'] },
        given: 7,
        want: [' | type | must be a string, an object or null'],
      },
    ],
    [
      'NaN is no number',
      { schema: { type: 'number' }, given: Number.NaN, want: [' | type | must be a number'] },
    ],
    [
      'a missing parameter is named, not its parent',
      { schema: object({}, { required: ['to'] }), given: {}, want: ['to | required | is required'] },
    ],
    [
      'dependentRequired',
      {
        schema: { type: 'object', dependentRequired: { a: ['b'] } },
        given: { a: 1 },
        want: ['b | dependentRequired | is required together with a'],
      },
    ],
    [
      'an unknown parameter is named',
      {
        schema: object({ a: true }, { additionalProperties: false }),
        given: { a: 1, b: 2, 'c d': 3 },
        want: [
          'b | additionalProperties | is not a known parameter',
          '["c d"] | additionalProperties | is not a known parameter',
        ],
      },
    ],
    [
      'a parameter that a pattern knows is known',
      {
        schema: {
          type: 'object',
          patternProperties: { '^x': { type: 'string' } },
          additionalProperties: false,
        },
        given: { x1: 1, y: 1 },
        want: ['x1 | type | must be a string', 'y | additionalProperties | is not a known parameter'],
      },
    ],
    [
      'a schema for the other parameters',
      {
        schema: object({ a: true }, { additionalProperties: { type: 'string' } }),
        given: { a: 1, b: 2 },
        want: ['b | type | must be a string'],
      },
    ],
    [
      'propertyNames',
      {
        schema: { type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
        given: { ok: 1, NO: 1 },
        want: ['NO | propertyNames | has a name that is not allowed'],
      },
    ],
    [
      'enum',
      {
        schema: { enum: ['on', 'off', 1, null] },
        given: 'up',
        want: [' | enum | must be one of on, off, 1, null'],
      },
    ],
    ['const', { schema: { const: 'sms' }, given: 'mms', want: [' | const | must be sms'] }],
    [
      'const of an array',
      { schema: { const: ['sms'] }, given: ['mms'], want: [' | const | must be ["sms"]'] },
    ],
    [
      'minLength',
      { schema: { minLength: 1 }, given: '', want: [' | minLength | must have at least 1 character'] },
    ],
    [
      'maxLength counts characters, not UTF-16 units',
      {
        schema: object({ a: { maxLength: 2 }, b: { maxLength: 2 } }),
        given: { a: '😀😀', b: 'abc' },
        want: ['b | maxLength | must have at most 2 characters'],
      },
    ],
    ['minItems', { schema: { minItems: 2 }, given: [1], want: [' | minItems | must have at least 2 items'] }],
    [
      'maxItems',
      { schema: { maxItems: 1 }, given: [1, 2], want: [' | maxItems | must have at most 1 item'] },
    ],
    [
      'minProperties',
      { schema: { minProperties: 1 }, given: {}, want: [' | minProperties | must have at least 1 property'] },
    ],
    [
      'maxProperties',
      {
        schema: { maxProperties: 0 },
        given: { a: 1 },
        want: [' | maxProperties | must have at most 0 properties'],
      },
    ],
    ['minimum', { schema: { minimum: 0 }, given: -1, want: [' | minimum | must be at least 0'] }],
    ['maximum', { schema: { maximum: 9 }, given: 10, want: [' | maximum | must be at most 9'] }],
    [
      'exclusiveMinimum',
      { schema: { exclusiveMinimum: 0 }, given: 0, want: [' | exclusiveMinimum | must be more than 0'] },
    ],
    [
      'exclusiveMaximum',
      { schema: { exclusiveMaximum: 9 }, given: 9, want: [' | exclusiveMaximum | must be less than 9'] },
    ],
    [
      'multipleOf',
      { schema: { multipleOf: 5 }, given: 7, want: [' | multipleOf | must be a multiple of 5'] },
    ],
    [
      'pattern',
      { schema: { pattern: '^a$' }, given: 'b', want: [' | pattern | must match the pattern ^a$'] },
    ],
    [
      'uniqueItems',
      {
        schema: { uniqueItems: true },
        given: [1, '1', 1],
        want: [' | uniqueItems | must not hold the same item twice'],
      },
    ],
    [
      'uniqueItems compares objects by what they hold',
      {
        schema: { uniqueItems: true },
        given: [
          { a: [1], b: 2 },
          { b: 2, a: [1] },
        ],
        want: [' | uniqueItems | must not hold the same item twice'],
      },
    ],
    [
      'uniqueItems holds',
      {
        schema: { uniqueItems: true },
        given: [1, '1', true, 'true', null, 'null', [], {}, [[]], { a: 1 }, { a: '1' }],
        want: [],
      },
    ],
    ['not', { schema: object({ a: { not: {} } }), given: { a: 1 }, want: ['a | not | is not allowed'] }],
    ['a false schema', { schema: object({ a: false }), given: { a: 1 }, want: ['a | not | is not allowed'] }],
    [
      'contains says nothing of the items that do not fit',
      {
        schema: { contains: { type: 'string' } },
        given: [1, 2],
        want: [' | contains | must have at least 1 item of the expected kind'],
      },
    ],
    [
      'contains with both limits',
      {
        schema: { contains: { type: 'string' }, minContains: 0, maxContains: 1 },
        given: ['a', 'b', 3],
        want: [' | contains | must have 0 to 1 items of the expected kind'],
      },
    ],
    [
      'contains exactly',
      {
        schema: { contains: { type: 'string' }, minContains: 1, maxContains: 1 },
        given: [],
        want: [' | contains | must have exactly 1 item of the expected kind'],
      },
    ],
    [
      'items behind prefixItems',
      {
        schema: { type: 'array', prefixItems: [{ type: 'string' }], items: { type: 'number' } },
        given: ['a', 1, 'b'],
        want: ['[2] | type | must be a number'],
      },
    ],
    [
      'then, without a word about the if',
      {
        schema: {
          type: 'object',
          if: { required: ['a'] },
          then: { required: ['b'] },
          else: { required: ['c'] },
        },
        given: { a: 1 },
        want: ['b | required | is required'],
      },
    ],
  ];
  test.each(await withValidators(table))('%s', (_name, { validator, given, want }) => {
    expect(report(validator, given)).toEqual(want);
  });
});

describe('formats are checked', () => {
  const day = 'must be a date and time such as 2017-03-17T14:22:40.633Z';
  const guid = 'must be a GUID such as 11164198-3f3f-4993-ab8f-70680c1113b1';
  const table: [format: string, type: string, good: unknown[], bad: unknown[], message: string][] = [
    [
      'date-time',
      'string',
      ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59+01:00'],
      ['2023-02-29T00:00:00Z', '2024-01-01', ''],
      day,
    ],
    [
      'uuid',
      'string',
      ['11164198-3F3F-4993-ab8f-70680c1113b1'],
      ['111641983f3f4993ab8f70680c1113b1', 'urn:uuid:11164198-3f3f-4993-ab8f-70680c1113b1'],
      guid,
    ],
    [
      'uri',
      'string',
      ['https://cdn.shop.example/a.png?b=c#d', 'app://orders/1'],
      ['/a.png', 'cdn.shop.example', 'https://a b'],
      'must be an absolute URL',
    ],
    [
      'email',
      'string',
      ['someone@mail.example'],
      ['someone', 'some one@mail.example', '@mail.example'],
      'must be an e-mail address',
    ],
    ['int32', 'integer', [2147483647], [2147483648], 'must be a whole number of at most 32 bits'],
    ['ipv4', 'string', ['127.0.0.1'], ['127.0.0.256'], 'must be a valid ipv4'],
  ];
  test.each(table)('%s', async (format, type, good, bad, message) => {
    const validator = await compileSchema({ type, format });
    for (const value of good) expect(report(validator, value)).toEqual([]);
    for (const value of bad) expect(report(validator, value)).toEqual([` | format | ${message}`]);
  });
});

describe('one fault gives one failure', async () => {
  const table: Row[] = [
    [
      'type and enum',
      { schema: { type: 'string', enum: ['a'] }, given: 1, want: [' | enum | must be one of a'] },
    ],
    [
      'minLength and pattern',
      {
        schema: { minLength: 1, pattern: '^a' },
        given: '',
        want: [' | minLength | must have at least 1 character'],
      },
    ],
    [
      'format and pattern',
      {
        schema: { type: 'string', format: 'uuid', pattern: '^[a-f0-9-]+$' },
        given: 'X',
        want: [' | format | must be a GUID such as 11164198-3f3f-4993-ab8f-70680c1113b1'],
      },
    ],
    [
      'the same parameter required twice',
      {
        schema: {
          type: 'object',
          required: ['a'],
          allOf: [{ required: ['a'] }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }],
        },
        given: {},
        want: ['a | required | is required'],
      },
    ],
    [
      'two faults of one parameter stay two',
      {
        schema: object({ a: { minItems: 1 } }, { if: { required: ['b'] }, then: object({ a: { not: {} } }) }),
        given: { a: [], b: 1 },
        want: ['a | not | is not allowed', 'a | minItems | must have at least 1 item'],
      },
    ],
    [
      'all faults of a value are told',
      {
        schema: object(
          { a: { type: 'string' }, b: { type: 'string' } },
          { required: ['c'], additionalProperties: false },
        ),
        given: { a: 1, b: 2, d: 3 },
        want: [
          'c | required | is required',
          'd | additionalProperties | is not a known parameter',
          'a | type | must be a string',
          'b | type | must be a string',
        ],
      },
    ],
  ];
  test.each(await withValidators(table))('%s', (_name, { validator, given, want }) => {
    expect(report(validator, given).sort()).toEqual(want.sort());
  });
});
