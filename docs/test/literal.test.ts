import { describe, expect, test } from 'vitest';
import { javascriptSyntax } from '../src/samples/javascript.mjs';
import { jsonSyntax, literal } from '../src/samples/literal.mjs';

const values: [name: string, value: unknown][] = [
  ['null', null],
  ['a number', -1.5],
  ['a text with both kinds of quote', `it's "fine"`],
  ['a text with a line break, a backslash and a control character', 'a\nb\\c\u0001'],
  ['a text that looks like a template', '`$' + '{nothing}`'],
  ['an empty object and an empty array', { object: {}, array: [] }],
  ['names that are not identifiers', { 'message-id': 1, '2nd': 2, "it's": 3, '': 4 }],
  [
    'deep data that does not fit on one line',
    { list: Array.from({ length: 30 }, (_, index) => ({ index, text: 'x'.repeat(index) })) },
  ],
];

describe.each(values)('%s', (_name, value) => {
  test('read by JSON it is the value', () => {
    expect(JSON.parse(literal(value, jsonSyntax))).toEqual(value);
  });

  test('read by JavaScript it is the value', () => {
    expect(new Function(`return (${literal(value, javascriptSyntax)})`)()).toEqual(value);
  });
});

test('what fits stays on one line', () => {
  expect(literal({ to: { phoneNumber: '447700900123' }, rules: ['sms'] }, javascriptSyntax)).toBe(
    "{ to: { phoneNumber: '447700900123' }, rules: ['sms'] }",
  );
});

test('what does not fit has one member a line, and a comma after the last in JavaScript alone', () => {
  const value = { to: { phoneNumber: '447700900123' }, rules: ['sms'] };
  expect(literal(value, javascriptSyntax, { width: 40 })).toBe(
    "{\n  to: { phoneNumber: '447700900123' },\n  rules: ['sms'],\n}",
  );
  expect(literal(value, jsonSyntax, { width: 48, indent: '  ' })).toBe(
    '{\n    "to": { "phoneNumber": "447700900123" },\n    "rules": ["sms"]\n  }',
  );
});

test('no line is wider than asked, where it can be broken', () => {
  const value = Array.from({ length: 50 }, (_, index) => ({ index, name: 'name', list: [index, index + 1] }));
  const lines = literal({ value }, javascriptSyntax, { width: 30 }).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
});
