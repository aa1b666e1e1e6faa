/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date in any of the three forms that HTTP
 * knows.
 *
 * @param now in milliseconds since the epoch
 * @returns milliseconds from now, never negative; `undefined` when the value is none of these
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (/^\d+$/.test(value ?? '')) return Number(value) * 1000;
  // `Date.parse` takes much for a date, such as -5. Of the three forms, asctime's names no zone and ends in a digit.
  const date = /^[A-Z][a-z]+,? .+:.+/.exec(value ?? '')?.[0].replace(/\d$/, '$& GMT');
  const at = Date.parse(date ?? '');
  return at >= 0 ? Math.max(0, at - now) : undefined;
}
