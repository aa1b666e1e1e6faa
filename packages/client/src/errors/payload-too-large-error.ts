import { ApiError, type ErrorDetails } from './api-error.ts';

/** 413: the request body is too large. Nothing was accepted. */
export class PayloadTooLargeError extends ApiError {
  override readonly name = 'PayloadTooLargeError';

  constructor(details: ErrorDetails) {
    super('too large. Nothing was accepted; send less.', details);
  }
}
