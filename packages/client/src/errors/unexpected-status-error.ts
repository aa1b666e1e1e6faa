import { ApiError, type ErrorDetails } from './api-error.ts';

/** A status that the contract does not know, such as a redirect, which is never followed. Nothing was accepted. */
export class UnexpectedStatusError extends ApiError {
  override readonly name = 'UnexpectedStatusError';

  constructor(details: ErrorDetails) {
    super(`status ${details.status}. Nothing was accepted; see \`baseUrl\`.`, details);
  }
}
