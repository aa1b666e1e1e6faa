import { expect, test } from 'vitest';
import { failurePath } from '../src/failure-path.ts';

const at = (instancePath: string) => ({ instancePath, keyword: 'type', params: {} });

test.each([
  ['the value itself', { given: at(''), value: 1, want: '' }],
  ['a property', { given: at('/to'), value: { to: 1 }, want: 'to' }],
  ['a property of a property', { given: at('/to/phoneNumber'), value: { to: {} }, want: 'to.phoneNumber' }],
  ['an item', { given: at('/rules/0'), value: { rules: [1] }, want: 'rules[0]' }],
  ['an item of the value itself', { given: at('/17'), value: [], want: '[17]' }],
  [
    'a property of an item',
    {
      given: at('/3/messageParts/0/url'),
      value: [0, 0, 0, { messageParts: [{}] }],
      want: '[3].messageParts[0].url',
    },
  ],
  ['a name that is a number is no index', { given: at('/to/0'), value: { to: { 0: 1 } }, want: 'to["0"]' }],
  ['a name with a space', { given: at('/to/my id'), value: { to: {} }, want: 'to["my id"]' }],
  ['a name with a dot, a quote and a backslash', { given: at('/a.b"\\'), value: {}, want: '["a.b\\"\\\\"]' }],
  ['an empty name', { given: at('/'), value: {}, want: '[""]' }],
  ['a name with a slash and a tilde', { given: at('/a~1b~0c'), value: {}, want: '["a/b~c"]' }],
  ['a name with half a character', { given: at('/\ud800'), value: {}, want: '["\\ud800"]' }],
  ['a name with a line break', { given: at('/a\nb'), value: {}, want: '["a\\nb"]' }],
  [
    '__proto__ is a name as any other',
    { given: at('/__proto__/a'), value: JSON.parse('{"__proto__":{}}'), want: '__proto__.a' },
  ],
  ['a long name is cut', { given: at(`/${'a'.repeat(65)}`), value: {}, want: `["${'a'.repeat(64)}…"]` }],
  [
    'the missing parameter',
    {
      given: { instancePath: '/1', keyword: 'required', params: { missingProperty: 'to' } },
      value: [0, {}],
      want: '[1].to',
    },
  ],
])('%s', (_name, { given, value, want }) => {
  expect(failurePath(given, value)).toBe(want);
});
