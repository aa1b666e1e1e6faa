import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfter } from '../src/retry-after.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);

test.each<[string | null, number | undefined]>([
  ['0', 0],
  ['30', 30_000],
  ['Mon, 23 Nov 2026 12:00:07 GMT', 7_000],
  ['Monday, 23-Nov-26 12:00:07 GMT', 7_000],
  ['Mon Nov 23 12:00:07 2026', 7_000],
  ['Sun Nov  1 12:00:07 2026', 0],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['Sun Nov  6 08:49:37 1994', 0],
  [null, undefined],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['30 seconds', undefined],
  ['2026-11-23T12:00:07Z', undefined],
  ['Mon, 23 Xxx 2026 12:00:07 GMT', undefined],
])('%j is %j ms', (value, ms) => {
  expect(parseRetryAfter(value, now)).toBe(ms);
});

test('seconds of any size are a wait', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 400n }), (seconds) => {
      expect(parseRetryAfter(String(seconds), now)).toBe(Number(seconds) * 1000);
    }),
  );
});

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

test('all three forms of a date say the same, whatever the zone of this machine', () => {
  const zone = process.env['TZ'];
  try {
    for (const tz of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
      process.env['TZ'] = tz;
      fc.assert(
        fc.property(
          fc.date({
            min: new Date('1980-01-01'),
            max: new Date('2049-12-31T23:59:59Z'),
            noInvalidDate: true,
          }),
          (date) => {
            const day = days[date.getUTCDay()] ?? '';
            const month = months[date.getUTCMonth()] ?? '';
            const number = String(date.getUTCDate());
            const year = String(date.getUTCFullYear());
            const time = date.toISOString().slice(11, 19);
            const wanted = Math.max(0, Math.floor(+date / 1000) * 1000 - now);
            const short = day.slice(0, 3);
            for (const form of [
              date.toUTCString(),
              `${day}, ${number.padStart(2, '0')}-${month}-${year.slice(2)} ${time} GMT`,
              `${short} ${month} ${number.padStart(2)} ${time} ${year}`,
            ])
              expect([form, parseRetryAfter(form, now)]).toEqual([form, wanted]);
          },
        ),
      );
    }
  } finally {
    process.env['TZ'] = zone;
  }
});

test('anything at all is a wait that is not negative, or nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Z][a-z]+,? .*:.*$/)), (value) => {
      const ms = parseRetryAfter(value, now);
      expect(ms === undefined || ms >= 0).toBe(true);
    }),
  );
});
