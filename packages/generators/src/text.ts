import fc from 'fast-check';
import type { JsonObject } from './json.ts';

/** The keywords of all schemas that a text has to follow. */
export interface TextRules {
  patterns: RegExp[];
  formats: string[];
  minLength: number;
  maxLength: number;
}

export function textRules(schemas: JsonObject[]): TextRules {
  const numbers = (keyword: string) =>
    schemas.flatMap((one) => (keyword in one ? [Number(one[keyword])] : []));
  const texts = (keyword: string) => schemas.flatMap((one) => (keyword in one ? [String(one[keyword])] : []));
  return {
    patterns: texts('pattern').map((pattern) => new RegExp(pattern, 'u')),
    formats: texts('format'),
    minLength: Math.max(0, ...numbers('minLength')),
    maxLength: Math.min(Number.POSITIVE_INFINITY, ...numbers('maxLength')),
  };
}

const ofFormat: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.oneof(
    fc.uuid(),
    fc.uuid().map((id) => id.toUpperCase()),
  ),
  email: fc.oneof(fc.emailAddress(), fc.constantFrom('a@shop.test', 'expired@sandbox.test')),
  uri: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.constant('app://orders/1')),
  'date-time': fc
    .tuple(
      fc.date({ min: new Date(Date.UTC(1970, 0)), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true }),
      fc.constantFrom('', ...[1, 2, 3, 9].map((length) => `.${'123456789'.slice(0, length)}`)),
      fc.constantFrom('Z', '+01:00'),
    )
    .map(([date, fraction, zone]) => date.toISOString().replace(/\.\d+Z$/, `${fraction}${zone}`)),
};

const odd = [
  ...[
    '{{profile.firstName}}',
    '{{',
    'é'.normalize('NFD'),
    '👩‍👩‍👧',
    'ﷺ',
    '\u0000',
    '\u202e',
    '<b>&amp;',
    '__proto__',
  ],
  ...['constructor', '"', '\\', '€£¥', 'line\nline', '0', ' ', 'true', 'null', 'text/plain', 'image/png'],
];

/** Texts that follow some keywords. What they leave open is as odd as texts can be. */
export function textArbitrary({ patterns, formats, minLength, maxLength }: TextRules): fc.Arbitrary<string> {
  const [pattern] = patterns;
  const [format] = formats;
  const length = { minLength, maxLength: Math.min(maxLength, minLength + 20) };
  const known = format === undefined ? undefined : ofFormat[format];
  if (format !== undefined && !known) throw new Error(`The generators do not know the format ${format}.`);
  const base =
    known ??
    (pattern
      ? // By its own measure fast-check never makes as much as a pattern takes: no phone number of 15 digits.
        fc.stringMatching(pattern, { size: 'medium' })
      : fc.oneof(
          fc.string({ unit: 'grapheme', ...length }),
          fc.string({ unit: 'binary', ...length }),
          fc.constantFrom(...odd),
        ));
  return base.filter(
    (text) =>
      patterns.every((one) => one.test(text)) &&
      [...text].length >= minLength &&
      [...text].length <= maxLength,
  );
}
