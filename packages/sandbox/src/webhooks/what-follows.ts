import { contract } from '../generated/contract.ts';

/** What comes after an attempt: the end, or another attempt after so many milliseconds. */
export type Following = { end: 'delivered' | 'refused' | 'given up' } | { retryAfterMs: number };

/**
 * Judges an attempt as the API documents it: any 2xx delivers, a 400 is never sent again, everything else is
 * tried again by the schedule, until that ends.
 *
 * @param status what the receiver answered; undefined when it did not, or too late
 * @param attempt counted from 1
 */
export function whatFollows(
  status: number | undefined,
  attempt: number,
  delays: readonly number[] = contract.retryDelaysSeconds,
): Following {
  if (status !== undefined && status >= 200 && status < 300) return { end: 'delivered' };
  if (status === 400) return { end: 'refused' };
  const seconds = delays[attempt - 1];
  return seconds === undefined ? { end: 'given up' } : { retryAfterMs: seconds * 1000 };
}
