import { ApiError, type ErrorDetails } from './api-error.ts';

/** 5xx: the API failed, also after trying again. After a send this is only thrown when nothing was accepted. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';

  constructor(details: ErrorDetails) {
    super(`status ${details.status}. Nothing was accepted; try later.`, details);
  }
}
