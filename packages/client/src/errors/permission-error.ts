import { ApiError, type ErrorDetails } from './api-error.ts';

/** 403: token lacks a permission. Nothing was accepted. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';

  constructor(details: ErrorDetails) {
    super('token lacks a permission. Nothing was accepted; see the portal.', details);
  }
}
