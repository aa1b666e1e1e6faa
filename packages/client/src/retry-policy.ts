/** When a request is tried again, and after how long. */
export interface RetryOptions {
  /**
   * How often a request is tried again, at most.
   * @default 3, and 20 in `sendMany`
   */
  limit: number;
  /**
   * Milliseconds. The wait before the n-th repeat is random, from 0 to this times 2 to the power of n - 1.
   * @default 500
   */
  baseDelay: number;
  /**
   * Milliseconds. The longest wait, also when a `Retry-After` header asks for more.
   * @default 60000
   */
  maxDelay: number;
  /**
   * **Warning: with this on, people can get a message twice, or more often.** A send whose outcome is not known is
   * then tried again, although the API has no idempotency key to notice it by. Leave it off, and handle
   * `OutcomeUnknownError`.
   * @default false
   */
  allowDuplicates: boolean;
}

export const defaultRetry: RetryOptions = {
  limit: 3,
  baseDelay: 500,
  maxDelay: 60_000,
  allowDuplicates: false,
};

/** How one request ended, other than in success. */
export interface Failure {
  /**
   * - `status`: an answer whose status is not success
   * - `notWritten`: it is certain that nothing of the request reached the API
   * - `connection`: the connection failed, and the request may have reached the API
   * - `timeout`: no answer in time, and the request may have reached the API
   * - `unreadable`: an answer of success whose body cannot be read
   */
  kind: 'status' | 'notWritten' | 'connection' | 'timeout' | 'unreadable';
  /** Of the answer, where there was one. */
  status?: number | undefined;
  /** Milliseconds that the answer asks to wait. */
  retryAfter?: number | undefined;
}

/** What to do next. `delay` in milliseconds. */
export type Verdict =
  | { verdict: 'retry'; delay: number }
  | { verdict: 'giveUp' | 'unknown'; delay?: undefined };

/** What a verdict rests on. */
export interface Case {
  method: string;
  failure: Failure;
  /** Which request this was, from 1. */
  attempt: number;
  retry: RetryOptions;
  /** From 0 up to 1. */
  random: number;
}

/** Says what to do after a request that failed. Pure. */
export function decide({ method, failure, attempt, retry, random }: Case): Verdict {
  const ambiguous = isAmbiguous(method, failure);
  const again = attempt <= retry.limit && isPassing(failure);
  if (ambiguous && !(again && retry.allowDuplicates)) return { verdict: 'unknown' };
  if (!again) return { verdict: 'giveUp' };
  // Full jitter: callers that failed together do not come back together.
  const range = Math.min(retry.maxDelay, retry.baseDelay * 2 ** (attempt - 1));
  return { verdict: 'retry', delay: Math.min(failure.retryAfter ?? random * range, retry.maxDelay) };
}

/** Whether the API may have acted on the request. A GET can be repeated, so that does not matter there. */
export function isAmbiguous(method: string, { kind, status = 0, retryAfter }: Failure): boolean {
  if (method === 'GET' || kind === 'notWritten') return false;
  if (kind !== 'status') return true;
  // The contract promises that a 429, and a 503 with Retry-After, accepted nothing.
  if (status === 503) return retryAfter === undefined;
  // 307 and 308 ask for the same request elsewhere. Other redirects can follow a request that was acted on, and so
  // can a success that the contract does not know.
  if (status < 400) return status !== 307 && status !== 308;
  return status === 408 || status >= 500;
}

/** Whether the same request may well succeed later. */
function isPassing({ kind, status = 0 }: Failure): boolean {
  if (kind !== 'status') return kind !== 'unreadable';
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}
