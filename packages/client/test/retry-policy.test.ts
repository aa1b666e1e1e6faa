import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, defaultRetry, type Failure, isAmbiguous } from '../src/retry-policy.ts';

const status = (code: number, retryAfter?: number): Failure => ({ kind: 'status', status: code, retryAfter });
const give = (method: string, failure: Failure, more: object = {}) =>
  decide({ method, failure, attempt: 1, retry: defaultRetry, random: 0.5, ...more });

const retry = 'retry';
const giveUp = 'giveUp';
const unknown = 'unknown';

describe('what follows a failure', () => {
  test.each<[string, Failure, { get: string; post: string }]>([
    ['a refused connection', { kind: 'notWritten' }, { get: retry, post: retry }],
    ['a broken connection', { kind: 'connection' }, { get: retry, post: unknown }],
    ['no answer in time', { kind: 'timeout' }, { get: retry, post: unknown }],
    ['a success that cannot be read', { kind: 'unreadable', status: 200 }, { get: giveUp, post: unknown }],
    ['a success whose body breaks off', { kind: 'connection', status: 201 }, { get: retry, post: unknown }],
    ['400', status(400), { get: giveUp, post: giveUp }],
    ['401', status(401), { get: giveUp, post: giveUp }],
    ['403', status(403), { get: giveUp, post: giveUp }],
    ['404', status(404), { get: giveUp, post: giveUp }],
    ['408', status(408), { get: retry, post: unknown }],
    ['409', status(409), { get: giveUp, post: giveUp }],
    ['413', status(413), { get: giveUp, post: giveUp }],
    ['429', status(429), { get: retry, post: retry }],
    ['429 with Retry-After', status(429, 1000), { get: retry, post: retry }],
    ['500', status(500), { get: retry, post: unknown }],
    ['500 with Retry-After', status(500, 1000), { get: retry, post: unknown }],
    ['501', status(501), { get: giveUp, post: unknown }],
    ['502', status(502), { get: retry, post: unknown }],
    ['503', status(503), { get: retry, post: unknown }],
    ['503 with Retry-After', status(503, 1000), { get: retry, post: retry }],
    ['503 with Retry-After: 0', status(503, 0), { get: retry, post: retry }],
    ['504', status(504), { get: retry, post: unknown }],
    ['a success the contract does not know', status(204), { get: giveUp, post: unknown }],
    ['an opaque redirect', status(0), { get: giveUp, post: unknown }],
    ['303', status(303), { get: giveUp, post: unknown }],
    ['307', status(307), { get: giveUp, post: giveUp }],
    ['308', status(308), { get: giveUp, post: giveUp }],
  ])('%s', (_, failure, { get, post }) => {
    expect(give('GET', failure).verdict).toBe(get);
    expect(give('POST', failure).verdict).toBe(post);
    expect(isAmbiguous('GET', failure)).toBe(false);
    expect(isAmbiguous('POST', failure)).toBe(post === unknown);
  });

  test('nothing is tried more often than the limit', () => {
    expect(give('GET', status(500), { attempt: 3 }).verdict).toBe(retry);
    expect(give('GET', status(500), { attempt: 4 }).verdict).toBe(giveUp);
    expect(give('POST', status(429), { attempt: 4 }).verdict).toBe(giveUp);
    expect(give('GET', status(500), { retry: { ...defaultRetry, limit: 0 } }).verdict).toBe(giveUp);
  });

  test('only who allows duplicates gets an ambiguous send repeated', () => {
    const allow = { retry: { ...defaultRetry, allowDuplicates: true } };
    expect(give('POST', { kind: 'connection' }, allow).verdict).toBe(retry);
    expect(give('POST', status(500), allow).verdict).toBe(retry);
    expect(give('POST', status(500), { ...allow, attempt: 4 }).verdict).toBe(unknown);
    expect(give('POST', { kind: 'unreadable' }, allow).verdict).toBe(unknown);
    expect(give('POST', status(400), allow).verdict).toBe(giveUp);
  });
});

describe('how long to wait', () => {
  const attempt = fc.integer({ min: 1, max: 100 });
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const ms = fc.integer({ min: 0, max: 10 ** 9 });

  test('a backoff is spread over the whole range, which doubles up to its cap', () => {
    fc.assert(
      fc.property(attempt, random, ms, ms, (attempt, random, baseDelay, maxDelay) => {
        const options = { ...defaultRetry, limit: 100, baseDelay, maxDelay };
        const { delay } = give('GET', status(500), { attempt, random, retry: options });
        const range = Math.min(maxDelay, baseDelay * 2 ** (attempt - 1));
        expect(delay).toBe(random * range);
        expect(delay).toBeLessThanOrEqual(maxDelay);
      }),
    );
  });

  test('Retry-After is kept to the millisecond, up to its cap', () => {
    fc.assert(
      fc.property(attempt, random, ms, ms, (attempt, random, retryAfter, maxDelay) => {
        const options = { ...defaultRetry, limit: 100, maxDelay };
        const { delay } = give('POST', status(429, retryAfter), { attempt, random, retry: options });
        expect(delay).toBe(Math.min(retryAfter, maxDelay));
      }),
    );
  });
});
