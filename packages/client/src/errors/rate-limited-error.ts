import { ApiError, type ErrorDetails } from './api-error.ts';

/** 429: too many requests, also after waiting and trying again. Nothing was accepted. */
export class RateLimitedError extends ApiError {
  override readonly name = 'RateLimitedError';

  constructor(details: ErrorDetails) {
    super('too many requests. Nothing was accepted; see `retryAfter`.', details);
  }
}
