// biome-ignore-all lint/suspicious/noThenProperty: JSON Schema has a keyword of that name

import { describe, expect, test } from 'vitest';
import { generate } from '../src/generator/generate.ts';
import type { Schema } from '../src/generator/openapi.ts';
import { compileSchema, type Row, report, specOf, withValidators } from './compile-fixture.ts';

const event: Schema = {
  type: 'object',
  required: ['name', 'payload'],
  properties: { name: { type: 'string' }, payload: { type: 'object' } },
};
const $event = { $ref: '#/components/schemas/Event' };

const sent: Schema = {
  type: 'object',
  required: ['name', 'id'],
  properties: { name: { const: 'sent' }, id: { type: 'string' } },
};
const read: Schema = {
  type: 'object',
  required: ['name', 'id', 'at'],
  properties: { name: { const: 'read' }, id: { type: 'string' }, at: { type: 'string' } },
};
const other: Schema = {
  type: 'object',
  required: ['name', 'id'],
  properties: { name: { type: 'string', not: { enum: ['sent', 'read'] } } },
};
const refs = (...names: string[]) => names.map((name) => ({ $ref: `#/components/schemas/${name}` }));

describe.each(['anyOf', 'oneOf'])('%s reports the closest branch', async (keyword) => {
  const open: Schema = { [keyword]: [{ type: 'string', enum: ['a', 'b'] }, { type: 'object' }] };
  const oneOrMany: Schema = { [keyword]: [$event, { type: 'array', items: $event }] };
  const variants: Schema = { [keyword]: refs('Sent', 'Read') };
  const table: Row[] = [
    [
      'no branch is for this type',
      { schema: open, given: 1, want: [' | type | must be a string or an object'] },
    ],
    ['one branch is for this type', { schema: open, given: 'c', want: [' | enum | must be one of a, b'] }],
    [
      'an object where one or an array is allowed',
      { schema: oneOrMany, given: { name: 'x' }, want: ['payload | required | is required'] },
    ],
    [
      'an array where one or an array is allowed',
      {
        schema: oneOrMany,
        given: [{ name: 'x', payload: {} }, { payload: {} }],
        want: ['[1].name | required | is required'],
      },
    ],
    [
      'neither one nor an array',
      { schema: oneOrMany, given: null, want: [' | type | must be an object or an array'] },
    ],
    [
      'the variant is known by its const',
      {
        schema: variants,
        given: { name: 'read', id: 1 },
        want: ['at | required | is required', 'id | type | must be a string'],
      },
    ],
    [
      'the variant is not known',
      { schema: variants, given: { name: 'gone', id: 1 }, want: ['name | enum | must be one of sent, read'] },
    ],
    [
      'the variant is missing: the branch with the fewest failures',
      { schema: variants, given: {}, want: ['name | required | is required', 'id | required | is required'] },
    ],
    [
      'the variant is missing: it need not be the first branch',
      {
        schema: { [keyword]: refs('Read', 'Sent') },
        given: {},
        want: ['name | required | is required', 'id | required | is required'],
      },
    ],
    ['a value that fits', { schema: variants, given: { name: 'sent', id: '1' }, want: [] }],
    [
      'failures before it are kept',
      {
        schema: { type: 'object', required: ['z'], properties: { a: open } },
        given: { a: 1 },
        want: ['z | required | is required', 'a | type | must be a string or an object'],
      },
    ],
    [
      'a branch inside a branch',
      {
        schema: {
          [keyword]: [
            { type: 'array', items: { [keyword]: [{ type: 'string' }, { type: 'null' }] } },
            { type: 'boolean' },
          ],
        },
        given: ['a', null, 1],
        want: ['[2] | type | must be a string or null'],
      },
    ],
    [
      'in an if',
      {
        schema: { if: { [keyword]: [{ const: 1 }, { const: 2 }] }, else: { type: 'string' } },
        given: 3,
        want: [' | type | must be a string'],
      },
    ],
    [
      'in a not',
      {
        schema: { not: { [keyword]: [{ const: 1 }, { const: 2 }] } },
        given: 2,
        want: [' | not | is not allowed'],
      },
    ],
    [
      'in a not that holds',
      { schema: { not: { [keyword]: [{ const: 1 }, { const: 2 }] } }, given: 3, want: [] },
    ],
    [
      'in a contains',
      {
        schema: { contains: { [keyword]: [{ const: 1 }, { const: 2 }] } },
        given: [3, 4],
        want: [' | contains | must have at least 1 item of the expected kind'],
      },
    ],
  ];
  const rows = await withValidators(table, { Event: event, Sent: sent, Read: read });
  test.each(rows)('%s', (_name, { validator, given, want }) => {
    expect(report(validator, given)).toEqual(want);
  });
});

describe('an open enum', async () => {
  const validator = await compileSchema({
    anyOf: [{ enum: ['sent', 'read'] }, { type: 'string', minLength: 1 }],
  });
  test.each([
    ['a known value', 'sent', []],
    ['an unknown value', 'gone', []],
    ['no text', 7, [' | type | must be a string']],
    ['an empty text', '', [' | minLength | must have at least 1 character']],
  ])('%s', (_name, given, want) => {
    expect(report(validator, given)).toEqual(want);
  });
});

describe('parameters of which one is needed', async () => {
  const validator = await compileSchema({
    type: 'object',
    anyOf: [{ required: ['body'] }, { required: ['messageParts'] }, { required: ['templateId'] }],
  });
  test.each([
    ['one is given', { templateId: 1 }, []],
    ['two are given', { body: 1, templateId: 1 }, []],
    [
      'none is given: one failure, at the first',
      {},
      ['body | anyOf | is required, or else messageParts or templateId'],
    ],
  ])('%s', (_name, given, want) => {
    expect(report(validator, given)).toEqual(want);
  });
});

describe('parameters of which exactly one is needed', async () => {
  const validator = await compileSchema({
    type: 'object',
    oneOf: [{ required: ['rules'] }, { required: ['ruleSet'] }],
  });
  test.each([
    ['one is given', { ruleSet: 1 }, []],
    ['none is given: one failure, at the first', {}, ['rules | oneOf | is required, or else ruleSet']],
    [
      'both are given: one failure, at the second',
      { rules: 1, ruleSet: 1 },
      ['ruleSet | oneOf | must not be given together with rules'],
    ],
  ])('%s', (_name, given, want) => {
    expect(report(validator, given)).toEqual(want);
  });
});

test('oneOf with two branches that hold', async () => {
  const validator = await compileSchema({ oneOf: [{ minimum: 1 }, { maximum: 3 }] });
  expect(report(validator, 2)).toEqual([' | oneOf | must match exactly one of its allowed forms']);
  expect(report(validator, 4)).toEqual([]);
});

describe('a discriminator', async () => {
  const known = {
    oneOf: refs('Sent', 'Read'),
    discriminator: { propertyName: 'name', mapping: { sent: '#/components/schemas/Sent' } },
  };
  const others = { Sent: sent, Read: read, Other: other, Known: known };
  const closed = await compileSchema({ $ref: '#/components/schemas/Known' }, others);
  const open = await compileSchema({ anyOf: refs('Known', 'Other') }, others);
  test.each([
    ['picks the branch', { name: 'read', id: '1' }, ['at | required | is required']],
    ['refuses an unknown tag', { name: 'gone' }, ['name | discriminator | is not a known value']],
    ['refuses a missing tag', {}, ['name | discriminator | must be a string']],
    ['refuses what is no object', [], [' | type | must be an object']],
    ['takes what fits', { name: 'sent', id: '1' }, []],
  ])('%s', (_name, given, want) => {
    expect(report(closed, given)).toEqual(want);
  });
  test.each([
    ['beside other variants: a known tag', { name: 'sent' }, ['id | required | is required']],
    ['beside other variants: an unknown tag', { name: 'gone' }, ['id | required | is required']],
    ['beside other variants: an unknown tag that fits', { name: 'gone', id: 1 }, []],
  ])('%s', (_name, given, want) => {
    expect(report(open, given)).toEqual(want);
  });
  test('that does not tell the branches apart is no more than a oneOf', async () => {
    const untagged = { type: 'object', properties: { name: { type: 'string' } } };
    const schema = { oneOf: refs('Sent', 'Untagged'), discriminator: { propertyName: 'name' } };
    const validator = await compileSchema(schema, { Sent: sent, Untagged: untagged });
    expect(report(validator, { name: 'gone' })).toEqual([]);
    expect(report(validator, { name: 'sent', id: '1' })).toEqual([
      ' | oneOf | must match exactly one of its allowed forms',
    ]);
  });
});

test('where only the decision counts, branches are not compared', async () => {
  const branches = { anyOf: [{ type: 'string' }, { minimum: 3 }] };
  const compiled = async (schema: Schema) => (await generate(specOf({ Given: schema }))).get('compiled.js');
  expect(await compiled(branches)).toContain('= closestBranch');
  expect(await compiled({ not: branches })).not.toContain('= closestBranch');
});
