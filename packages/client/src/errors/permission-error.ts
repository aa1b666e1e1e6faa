import { ApiError, type ErrorDetails } from './api-error.ts';

/** 403: token not permitted. Nothing was accepted. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';

  constructor(details: ErrorDetails) {
    super('token not permitted. Nothing was accepted; see the portal.', details);
  }
}
