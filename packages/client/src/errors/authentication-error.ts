import { ApiError, type ErrorDetails } from './api-error.ts';

/** 401: the token is missing, malformed, revoked or expired. Nothing was accepted. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';

  constructor(details: ErrorDetails) {
    super('token not valid. Nothing was accepted; get a new one.', details);
  }
}
