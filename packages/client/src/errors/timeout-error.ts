import { ApiError, type ErrorDetails } from './api-error.ts';

/** The time of the call was up, and nothing was accepted: it was a read, or the request did not leave. */
export class TimeoutError extends ApiError {
  override readonly name = 'TimeoutError';

  constructor(details: ErrorDetails) {
    super('no answer in time. Nothing was accepted; see `timeout`.', details);
  }
}
