import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract } from '../src/contract.ts';
import type { Json, JsonObject } from '../src/json.ts';
import { stockAjv } from '../src/stock-ajv.ts';
import { valuesOf } from '../src/values.ts';

const schemas = contract['components'] as { schemas: Record<string, JsonObject> };
const isValid = stockAjv(contract);
const sample = (pointer: string, numRuns: number) => fc.sample(valuesOf(pointer), { numRuns, seed: 1 });

describe('values of every schema of the contract', () => {
  test.each(Object.keys(schemas.schemas))('%s: are valid, JSON, and many', (name) => {
    const pointer = `/components/schemas/${name}`;
    const values = sample(pointer, 40);
    const validate = isValid(pointer);
    expect(values.filter((value) => !validate(value))).toEqual([]);
    expect(values.map((value) => JSON.parse(JSON.stringify(value)))).toEqual(values);
    const { const: only, enum: few, type } = schemas.schemas[name] as JsonObject;
    const possible = only !== undefined ? 1 : ((few as Json[])?.length ?? (type === 'boolean' ? 2 : 5));
    expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThanOrEqual(possible);
  });
});

describe('requests', () => {
  const requests = sample('/components/schemas/SendMessageRequest', 1500) as JsonObject[];
  const { properties } = schemas.schemas['SendMessageRequest'] as { properties: JsonObject };

  test.each(Object.keys(properties).filter((name) => name !== 'to'))(
    'are made with and without %s',
    (name) => {
      const withIt = requests.filter((request) => name in request).length;
      expect(withIt).toBeGreaterThan(50);
      expect(withIt).toBeLessThan(1450);
    },
  );

  test.each(['sms', 'mms', 'nativePush', 'rcs', 'email'])('are made for %s alone', (channel) => {
    const alone = requests.filter(({ rules }) => JSON.stringify(rules) === JSON.stringify([channel]));
    expect(alone.length).toBeGreaterThan(0);
  });
});

test('the same seed gives the same values, another seed others', () => {
  const once = (seed: number) =>
    fc
      .sample(valuesOf('/components/schemas/Message'), { numRuns: 20, seed })
      .map((value) => JSON.stringify(value));
  expect(once(1)).toEqual(once(1));
  expect(once(1)).not.toEqual(once(2));
});

test('a value that fails is made smaller', () => {
  const { counterexample } = fc.check(
    fc.property(
      valuesOf('/components/schemas/SendMessageRequest'),
      (request) => !('title' in (request as object)),
    ),
    { seed: 1 },
  );
  const smallest = counterexample?.[0] as JsonObject;
  expect((smallest['title'] as string).length).toBeLessThan(25);
  expect(Object.keys(smallest).length).toBeLessThan(6);
});

test('a schema, or an example, takes the place of what would be made', () => {
  const examples = [{ to: { phoneNumber: '447700900123' }, body: 'An example', rules: ['sms'] }];
  const overrides = { '/components/schemas/MessageTitle': fc.constant('A title') };
  const requests = fc.sample(valuesOf('/components/schemas/SendMessageRequest', { overrides, examples }), {
    numRuns: 200,
    seed: 1,
  }) as JsonObject[];
  expect(requests).toContainEqual(examples[0]);
  const titles = requests.flatMap(({ title }) => (title === undefined ? [] : [title]));
  expect([...new Set(titles)]).toEqual(['A title']);
});

describe('what is not known is an error that names it', () => {
  const faults: [string, JsonObject, RegExp][] = [
    ['a keyword', { type: 'object', dependentRequired: {} }, /\/faulty: .* the keyword dependentRequired/],
    ['a format', { type: 'string', format: 'ipv4' }, /the format ipv4/],
  ];
  test.each(faults)('%s', (_, faulty, message) => {
    const document = { faulty };
    const run = () => fc.sample(valuesOf('/faulty', { document }), 1);
    expect(run).toThrow(message);
  });
});
