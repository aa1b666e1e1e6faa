import type { Failure } from '../retry-policy.ts';
import type { ApiError, ErrorDetails } from './api-error.ts';
import { AuthenticationError } from './authentication-error.ts';
import { ConnectionError } from './connection-error.ts';
import { NotFoundError } from './not-found-error.ts';
import { PayloadTooLargeError } from './payload-too-large-error.ts';
import { PermissionError } from './permission-error.ts';
import { RateLimitedError } from './rate-limited-error.ts';
import { ServerError } from './server-error.ts';
import { TimeoutError } from './timeout-error.ts';
import { UnexpectedStatusError } from './unexpected-status-error.ts';
import { UnreadableResponseError } from './unreadable-response-error.ts';
import { ValidationError } from './validation-error.ts';

/** The error of each status that the contract documents. */
export interface ErrorByStatus {
  400: ValidationError;
  401: AuthenticationError;
  403: PermissionError;
  404: NotFoundError;
  413: PayloadTooLargeError;
  429: RateLimitedError;
  500: ServerError;
  503: ServerError;
}

const classes: { [key: string | number]: (new (details: ErrorDetails) => ApiError) | undefined } = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  413: PayloadTooLargeError,
  429: RateLimitedError,
  notWritten: ConnectionError,
  connection: ConnectionError,
  timeout: TimeoutError,
  unreadable: UnreadableResponseError,
};

/** The error of a request that failed. */
export function errorOf({ kind, status = 0 }: Failure, details: ErrorDetails): ApiError {
  const other = status < 500 ? UnexpectedStatusError : ServerError;
  return new (classes[kind === 'status' ? status : kind] ?? other)(details);
}
