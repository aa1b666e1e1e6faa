import { expect, test } from 'vitest';
import { sensitiveFields } from '../scripts/sensitive-fields.mjs';

test.each<[string, object, unknown]>([
  ['nothing', { type: 'string' }, undefined],
  ['a whole', { type: 'string', 'x-sensitive': true }, true],
  ['a field', { properties: { a: { 'x-sensitive': true }, b: {} } }, { a: true }],
  ['an item', { items: { properties: { a: { 'x-sensitive': true } } } }, { a: true }],
  [
    'any other field',
    { properties: { a: {} }, additionalProperties: { 'x-sensitive': true } },
    { '*': true },
  ],
  ['behind a name', { $ref: '#/components/schemas/Known' }, { a: true }],
  ['within itself', { $ref: '#/components/schemas/Tree' }, { a: true }],
  ['in a branch', { anyOf: [{}, { properties: { a: { 'x-sensitive': true } } }] }, { a: true }],
])('a mark is found: %s', (_, schema, wanted) => {
  const known = { properties: { a: { 'x-sensitive': true } } };
  const tree = { ...known, items: { $ref: '#/components/schemas/Tree' } };
  expect(sensitiveFields([schema], { Known: known, Tree: tree })).toEqual(wanted);
});
