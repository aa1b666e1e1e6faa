import { ApiError, type ErrorDetails } from './api-error.ts';

/** There was no answer, and nothing was accepted: the request did not leave, or it was a read. \`cause\` says why. */
export class ConnectionError extends ApiError {
  override readonly name = 'ConnectionError';

  constructor(details: ErrorDetails) {
    super('no connection. Nothing was accepted; see `cause`.', details);
  }
}
