// biome-ignore-all lint/suspicious/noThenProperty: JSON Schema has a keyword of that name

import { expect, test } from 'vitest';
import { type Row, report, withValidators } from './compile-fixture.ts';

const text = 'must be as the spec says';

const table: Row[] = [
  [
    'beside not',
    {
      schema: {
        if: { required: ['ruleSet'] },
        then: { properties: { rules: { not: {}, 'x-message': text } } },
      },
      given: { rules: ['sms'], ruleSet: 'a' },
      want: [`rules | not | ${text}`],
    },
  ],
  [
    'beside required',
    {
      schema: { required: ['a', 'b'], 'x-message': text },
      given: {},
      want: [`a | required | ${text}`, `b | required | ${text}`],
    },
  ],
  [
    'beside pattern',
    {
      schema: { type: 'string', pattern: '^a', 'x-message': text },
      given: 'b',
      want: [` | pattern | ${text}`],
    },
  ],
  [
    'a wrong type keeps its own words',
    {
      schema: { type: 'string', pattern: '^a', 'x-message': text },
      given: 1,
      want: [' | type | must be a string'],
    },
  ],
  [
    'beside contains',
    { schema: { contains: { const: 1 }, 'x-message': text }, given: [2], want: [` | contains | ${text}`] },
  ],
  ['beside enum', { schema: { enum: [1], 'x-message': text }, given: 2, want: [` | enum | ${text}`] }],
  [
    'beside additionalProperties',
    {
      schema: { additionalProperties: false, 'x-message': text },
      given: { a: 1 },
      want: [`a | additionalProperties | ${text}`],
    },
  ],
  [
    'beside anyOf of parameters',
    {
      schema: { anyOf: [{ required: ['a'] }, { required: ['b'] }], 'x-message': text },
      given: {},
      want: [`a | anyOf | ${text}`],
    },
  ],
  [
    'beside anyOf: one failure in place of those of a branch',
    {
      schema: {
        properties: {
          a: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }], 'x-message': text },
        },
      },
      given: { a: [1] },
      want: [`a | anyOf | ${text}`],
    },
  ],
  [
    'beside oneOf: none holds',
    {
      schema: { oneOf: [{ const: 1 }, { const: 2 }], 'x-message': text },
      given: 3,
      want: [` | oneOf | ${text}`],
    },
  ],
  [
    'beside oneOf: two hold',
    {
      schema: { oneOf: [{ minimum: 1 }, { minimum: 2 }], 'x-message': text },
      given: 3,
      want: [` | oneOf | ${text}`],
    },
  ],
  [
    'is about the anyOf when other keywords stand there too',
    {
      schema: {
        type: 'object',
        required: ['type'],
        anyOf: [{ required: ['url'] }, { required: ['data'] }],
        'x-message': text,
      },
      given: {},
      want: [`url | anyOf | ${text}`, 'type | required | is required'],
    },
  ],
  [
    'does not speak for schemas inside',
    {
      schema: { required: ['b'], properties: { a: { type: 'string' } }, 'x-message': text },
      given: { a: 1 },
      want: [`b | required | ${text}`, 'a | type | must be a string'],
    },
  ],
  [
    'behind a $ref',
    {
      schema: { properties: { a: { $ref: '#/components/schemas/Phone' } } },
      given: { a: 'x' },
      want: [`a | pattern | ${text}`],
    },
  ],
  [
    'may hold any characters',
    {
      schema: { required: ['a'], 'x-message': '`${"\\\n\u2028' },
      given: {},
      want: ['a | required | `${"\\\n\u2028'],
    },
  ],
];

const rows = await withValidators(table, { Phone: { pattern: '^[0-9]+$', 'x-message': text } });
test.each(rows)('%s', (_name, { validator, given, want }) => {
  expect(report(validator, given)).toEqual(want);
});
