// biome-ignore-all lint/suspicious/noThenProperty: JSON Schema has a keyword of that name

import { expect, test } from 'vitest';
import { generate } from '../src/generator/generate.ts';
import type { Schema } from '../src/generator/openapi.ts';
import { specOf } from './compile-fixture.ts';

const given = '#/components/schemas/Given';

test.each([
  [
    'a misspelt keyword',
    { properties: { a: { minLenght: 1 } } },
    `${given}/properties/a: keyword "minLenght" is not supported. Mend its spelling, or name an extension "x-…"`,
  ],
  [
    'a keyword that bundles may not use',
    { unevaluatedProperties: false },
    `${given}: keyword "unevaluatedProperties" is not supported. Mend its spelling, or name an extension "x-…"`,
  ],
  [
    'a $ref to no schema',
    { items: { $ref: '#/components/schemas/No' } },
    `${given}/items: $ref "#/components/schemas/No" is not one of the schemas in #/components/schemas/`,
  ],
  [
    'a $ref into a schema',
    { items: { $ref: `${given}/items` } },
    `${given}/items: $ref "${given}/items" is not one of the schemas in #/components/schemas/`,
  ],
  ['an unknown format', { format: 'guid' }, `${given}: format "guid" is not known`],
  ['a limit that is no number', { minLength: '1' }, `${given}/minLength: must be integer`],
  ['an unknown type', { type: 'text' }, `${given}/type: must be equal to one of the allowed values`],
  ['a required that is no list', { required: 'a' }, `${given}/required: must be array`],
  [
    'an x-message that is no text',
    { minLength: 1, 'x-message': 1 },
    `${given}: x-message value must be ["string"]`,
  ],
  [
    'a pattern that is no regular expression',
    { pattern: '(' },
    `${given}: Invalid regular expression: /(/u: Unterminated group`,
  ],
  [
    'a schema that is a list',
    { not: [] },
    `${given}/not: must be a schema, that is an object or true or false`,
  ],
  ['properties that are a list', { properties: [] }, `${given}/properties: must be schemas by name`],
  ['alternatives that are no list', { anyOf: {} }, `${given}/anyOf: must be a list of schemas`],
  ['then without if', { then: true }, `${given}: strict mode: "then" without "if" is ignored`],
] as [string, Schema, string][])('%s', async (_name, schema, line) => {
  const spec = specOf({ Fine: { type: 'object' }, Given: schema });
  await expect(generate(spec)).rejects.toThrow(expect.objectContaining({ name: 'SpecError', message: line }));
});

test('annotations and extensions are no fault', async () => {
  const annotations = {
    ...{ title: 'a', description: 'a', default: 1, deprecated: true, readOnly: true, writeOnly: true },
    ...{ examples: [1], example: 1, externalDocs: {}, xml: {}, $comment: 'a', 'x-sensitive': true },
  };
  const properties = Object.fromEntries(Object.keys(annotations).map((name) => [name, { type: 'string' }]));
  const modules = await generate(specOf({ Given: { ...annotations, properties } }));
  // A property may have the name of an annotation.
  expect(modules.get('compiled.js')).toContain('data.description');
});
