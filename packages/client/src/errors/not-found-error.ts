import { ApiError, type ErrorDetails } from './api-error.ts';

/** 404: there is no such API Space or message, or the message cannot be read yet. Nothing was accepted. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';

  constructor(details: ErrorDetails) {
    super('not found. Nothing was accepted; see the ids.', details);
  }
}
