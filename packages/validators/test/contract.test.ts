import { type Json, mutationsOf } from '@enterprise-communications/generators';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Validator } from '../src/validator.ts';
import {
  bundle,
  events,
  examples,
  type InvalidExample,
  invalidExamples,
  requests,
  webhooks,
} from './bundle.ts';
import { report } from './compile-fixture.ts';

const valid = examples();
const invalid = invalidExamples();
const validatorOf = ({ operationId }: InvalidExample) => requests[operationId] as Validator<unknown>;

test('every operation, response and webhook of the bundle with a body has a validator', () => {
  expect(valid.length).toBeGreaterThan(0);
  expect(valid.filter(({ validator }) => validator === undefined)).toEqual([]);
  expect(Object.keys(webhooks)).toEqual(Object.keys(bundle.webhooks));
  expect(Object.keys(events)).toEqual(Object.keys(bundle.webhooks));
});

test.each(valid.map(({ name, ...example }) => [name, example] as const))(
  'accepts %s',
  (_name, { validator, value }) => {
    expect(report(validator as Validator<unknown>, value)).toEqual([]);
  },
);

describe('refuses each invalid request, at the parameters that it names', () => {
  test('and there are some', () => expect(invalid.length).toBeGreaterThan(25));

  test.each(invalid)('%s', (_file, example) => {
    const result = validatorOf(example).validate(example.body);
    const paths = result.valid ? [] : result.failures.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(example.failures.map(({ paramName }) => paramName)));
  });
});

test('each event is an event by itself, of its own kind only', () => {
  for (const [name, validator] of Object.entries(events)) {
    const own = valid.find(
      (example) => example.name.startsWith(`${name}: `) && !Array.isArray(example.value),
    );
    expect(report(validator, own?.value), name).toEqual([]);
    expect(report(validator, { ...(own?.value as object), name: 'new.kind' }), name).toEqual([
      `name | const | must be ${name}`,
    ]);
  }
});

/** Stock Ajv on the schemas as they stand in the bundle: its own keywords, and no discriminator. */
const stock = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(stock);
stock.addFormat('uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
stock.addSchema({ $id: 'bundle:', components: bundle.components });
const compiled = new Map<string, ValidateFunction>();

function stockValidator(schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/', '"bundle:#/');
  const known = compiled.get(text) ?? stock.compile(JSON.parse(text));
  compiled.set(text, known);
  return known;
}

describe('decides as stock Ajv does', () => {
  const cases = [
    ...valid.map(({ name, value, validator, schema }) => ({ name, value, validator, schema })),
    ...invalid.map(([name, example]) => {
      const { operationId, body } = example;
      const schema = valid.find((one) => one.name.startsWith(`${operationId}: `))?.schema as object;
      return { name, value: body, validator: validatorOf(example), schema };
    }),
  ];
  test.each(cases.map(({ name, ...one }) => [name, one] as const))(
    'on %s, mutated',
    (_name, { value, validator, schema }) => {
      const stockIs = stockValidator(schema);
      for (const mutant of mutationsOf(value as Json)) {
        // Asking for each of the thousands of mutants by expect() would take most of the time.
        if (validator?.is(mutant) !== stockIs(mutant)) {
          expect.fail(`${JSON.stringify(mutant)}: ours ${validator?.is(mutant)}, stock ${stockIs(mutant)}`);
        }
      }
    },
  );
});

test('no failure holds a value that was given', () => {
  const secret = 'zqx-447700900123';
  const mask = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return secret;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mask(inner)]));
  };
  let failures = 0;
  for (const [, example] of invalid) {
    const lines = report(validatorOf(example), mask(example.body));
    failures += lines.length;
    for (const line of lines) expect(line).not.toContain(secret);
  }
  for (const { value, validator } of valid) {
    const lines = report(validator as Validator<unknown>, mask(value));
    failures += lines.length;
    for (const line of lines) expect(line).not.toContain(secret);
  }
  expect(failures).toBeGreaterThan(100);
});
