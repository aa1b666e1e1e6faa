import { ApiError, type ErrorDetails } from './api-error.ts';

/** An answer of success whose body cannot be read: broken JSON, none at all, or larger than the limit. */
export class UnreadableResponseError extends ApiError {
  override readonly name = 'UnreadableResponseError';

  constructor(details: ErrorDetails) {
    super('not readable; see `cause`.', details);
  }
}
