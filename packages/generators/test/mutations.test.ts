import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../src/json.ts';
import { mutated, mutationsOf } from '../src/mutations.ts';

const value: Json = { to: { phoneNumber: '447700900123' }, rules: ['sms', 'rcs'], size: 7 };

test('the value comes first, and each mutant differs in one place', () => {
  const [first, ...mutants] = [...mutationsOf(value)];
  expect(first).toEqual(value);
  for (const mutant of [
    null,
    { rules: ['sms', 'rcs'], size: 7 },
    { ...value, unknownField: 1 },
    { ...value, to: { phoneNumber: null } },
    { ...value, to: { phoneNumberX: '447700900123' } },
    { ...value, rules: ['rcs'] },
    { ...value, rules: ['sms', 'rcs', 'sms'] },
    { ...value, rules: ['sms', 'RCS'] },
    { ...value, size: 7.5 },
    { ...value, size: [7] },
  ])
    expect(mutants).toContainEqual(mutant);
});

test('the value that is mutated stays as it was', () => {
  const before = JSON.stringify(value);
  expect([...mutationsOf(value)].length).toBeGreaterThan(50);
  expect(JSON.stringify(value)).toBe(before);
});

test('a mutated arbitrary gives every mutant, and nothing else', () => {
  const text = (one: Json) => JSON.stringify(one);
  const all = new Set([...mutationsOf(value)].map(text));
  const given = new Set(fc.sample(mutated(fc.constant(value)), { numRuns: 6000, seed: 1 }).map(text));
  expect([...given].filter((one) => !all.has(one))).toEqual([]);
  expect([...all].filter((one) => !given.has(one) && one !== text(value))).toEqual([]);
});

test('a property called __proto__ stays a property', () => {
  const odd = JSON.parse('{"a":{"__proto__":"x"}}') as Json;
  const texts = [...mutationsOf(odd)].map((one) => JSON.stringify(one));
  expect(texts).toContain('{"a":{"__proto__":null}}');
  expect(texts).toContain('{"a":{}}');
});
