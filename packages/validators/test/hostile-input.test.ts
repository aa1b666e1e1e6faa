import {
  errorResponse,
  eventBatch,
  maxFailures,
  message,
  sendMessageBatchRequest,
  sendMessageRequest,
} from '@enterprise-communications/validators';
import { describe, expect, test } from 'vitest';
import type { Validator } from '../src/validator.ts';
import { bundle } from './bundle.ts';
import { compileFixture, compileSchema, report } from './compile-fixture.ts';

const sms = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };

/** `{"a":{"a":…}}`, as deep as asked for. */
function nested(depth: number): unknown {
  return JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
}

/** An array that counts how many of its items are looked at. */
function counted(items: unknown[]): { array: unknown[]; seen: () => number } {
  const indexes = new Set<string>();
  const array = new Proxy(items, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) indexes.add(key);
      return Reflect.get(target, key, receiver);
    },
  });
  return { array, seen: () => indexes.size };
}

describe('many faults', () => {
  test('at most maxFailures are told', () => {
    const batch = Array.from({ length: 5000 }, () => null);
    expect(report(sendMessageBatchRequest as Validator<unknown>, batch)).toHaveLength(maxFailures);
  });

  test.each([
    ['messages', sendMessageBatchRequest as Validator<unknown>, { x: 1 }],
    ['events', eventBatch as Validator<unknown>, { name: 'message.sent' }],
    ['no objects', sendMessageBatchRequest as Validator<unknown>, null],
  ])('the rest of an array of wrong %s is not looked at', (_name, validator, item) => {
    const { array, seen } = counted(Array.from({ length: 20_000 }, () => item));
    expect(validator.is(array)).toBe(false);
    expect(seen()).toBeLessThanOrEqual(maxFailures);
  });

  test('the rest of the unknown parameters is not looked at', () => {
    let seen = 0;
    const names = Array.from({ length: 100_000 }, (_, index) => [`x${index}`, 1]);
    const value = new Proxy(Object.fromEntries([...Object.entries(sms), ...names]), {
      getOwnPropertyDescriptor(target, name) {
        seen++;
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    });
    const result = sendMessageRequest.validate(value);
    expect(!result.valid && result.failures.length).toBe(maxFailures);
    expect(seen).toBeLessThan(1000);
  });

  test('a full batch of good messages is looked at to the end', () => {
    const batch: unknown[] = Array.from({ length: 5000 }, () => sms);
    expect(sendMessageBatchRequest.is(batch)).toBe(true);
    batch[4999] = { ...sms, rules: ['sms', 'sms'] };
    expect(report(sendMessageBatchRequest as Validator<unknown>, batch)).toEqual([
      '[4999].rules | uniqueItems | must not hold the same item twice',
    ]);
  });

  test('faults in a branch that is not the closest do not hide those that count', async () => {
    const validator = await compileSchema({
      anyOf: [{ items: { type: 'string' } }, { items: { type: 'number' } }],
    });
    const numbers: unknown[] = Array.from({ length: 1000 }, (_, index) => index);
    expect(validator.is(numbers)).toBe(true);
    numbers[999] = 'x';
    expect(validator.is(numbers)).toBe(false);
  });
});

describe('deep values', () => {
  test('the depth of what the schema leaves open does not matter', () => {
    const metadata = { a: nested(100_000) };
    expect(sendMessageRequest.is({ ...sms, metadata })).toBe(true);
    expect(report(sendMessageRequest as Validator<unknown>, { ...sms, unknown: nested(100_000) })).toEqual([
      'unknown | additionalProperties | is not a known parameter',
    ]);
    expect(sendMessageBatchRequest.is(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toBe(false);
  });

  test('beyond what a schema that refers to itself can follow, the value is refused', async () => {
    const tree = {
      type: 'object',
      properties: { a: { anyOf: [{ type: 'number' }, { $ref: '#/components/schemas/Tree' }] } },
    };
    const { tree: validator } = await compileFixture({ Tree: tree });
    expect(report(validator as Validator<unknown>, nested(100))).toEqual([]);
    expect(report(validator as Validator<unknown>, nested(100_000))).toEqual([
      ' | size | is too large or nested too deeply to be checked',
    ]);
  });

  test('so are equal values of any depth', async () => {
    const validator = await compileSchema({ uniqueItems: true });
    expect(report(validator, [nested(100_000), nested(100_000)])).toEqual([
      ' | size | is too large or nested too deeply to be checked',
    ]);
  });
});

describe('names that mean something to JavaScript', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s', (name) => {
    const value = JSON.parse(`{"${name}":{"to":{}},"body":"x","rules":["sms"]}`);
    expect(report(sendMessageRequest as Validator<unknown>, value)).toEqual([
      'to | required | is required',
      `${name} | additionalProperties | is not a known parameter`,
    ]);
    const open = JSON.parse(`{"validationFailures":[{"${name}":1}],"${name}":1}`);
    expect(report(errorResponse as Validator<unknown>, open)).toEqual([
      'validationFailures[0].paramName | required | is required',
      'validationFailures[0].message | required | is required',
    ]);
  });

  test('an unknown name in an open map', () => {
    const to = JSON.parse('{"phoneNumber":"447700900123","__proto__":1}');
    expect(report(sendMessageRequest as Validator<unknown>, { ...sms, to })).toEqual([
      'to.__proto__ | type | must be a string',
    ]);
  });
});

describe('text', () => {
  test('half a character is a character', () => {
    expect(sendMessageRequest.is({ ...sms, body: '\ud800', ruleSet: undefined })).toBe(true);
    expect(report(sendMessageRequest as Validator<unknown>, { ...sms, '\udfff': 1 })).toEqual([
      '["\\udfff"] | additionalProperties | is not a known parameter',
    ]);
  });

  const attacks = ['a', '1', '-', '.', 'a.', 'a-', 'a@', '%41', '/', ':', 'Z', 't', '0:', '[', '😀', '\n'];
  const starts = ['', 'a@', 'https://', '2017-03-17T', '447'];
  test.each(textRules(bundle.components.schemas))('no long text holds up %s', async (rule) => {
    const validator = await compileSchema(JSON.parse(rule));
    for (const attack of attacks) {
      // A rule that is not linear takes minutes for such a text, and the test ends at its time limit.
      const text = attack.repeat(200_000);
      for (const start of starts) expect(() => validator.is(`${start}${text}!`)).not.toThrow();
    }
  });

  test('a text that is too long for the engine to match is refused, not thrown', async () => {
    const validator = await compileSchema({ format: 'uri' });
    expect(report(validator, `https://shop.example/${'a'.repeat(20_000_000)}`)).toEqual([
      ' | size | is too large or nested too deeply to be checked',
    ]);
  });

  test('many different items are compared in linear time', () => {
    const rules = Array.from({ length: 100_000 }, (_, index) => `channel${index}`);
    expect(sendMessageRequest.is({ ...sms, rules })).toBe(true);
  }, 10_000);
});

test.each([
  ['undefined', undefined],
  ['a function', () => 1],
  ['a symbol', Symbol('a')],
  ['a big integer', 1n],
  ['NaN', Number.NaN],
  ['a date', new Date(0)],
  ['a map', new Map()],
])('what JSON does not have is answered too: %s', (_name, value) => {
  expect(message.is(value)).toBe(false);
  for (const part of Object.keys(sms)) sendMessageRequest.validate({ ...sms, [part]: value });
  expect(sendMessageRequest.is({ ...sms, rules: [value] })).toBe(false);
  expect(sendMessageRequest.is({ ...sms, body: value })).toBe(false);
});

/** Each `pattern` and each `format` that stands in a schema. */
function textRules(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = Object.entries(schema).filter(
    ([name, rule]) => /^(pattern|format)$/.test(name) && typeof rule === 'string',
  );
  const rules = own.map(([name, rule]) => JSON.stringify({ [name]: rule }));
  return [...new Set([...rules, ...Object.values(schema).flatMap(textRules)])];
}
