import type { ErrorResponse, ValidationFailure } from '@enterprise-communications/types';
import { ApiError, type ErrorDetails } from './api-error.ts';

/** 400: the request is not valid, and nothing was accepted. Mend what `failures` names. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';

  constructor(details: ErrorDetails) {
    const names = failuresOf(details.data).map((one) => one.paramName);
    super(`not valid: ${names.slice(0, 9)}. Nothing was accepted; see \`failures\`.`, details);
  }

  /** Which parameters are wrong, and why. */
  get failures(): ValidationFailure[] {
    return failuresOf(this.body);
  }
}

/** An answer comes from outside: it need not have the form that the contract gives it. */
function failuresOf(body: unknown): ValidationFailure[] {
  const failures = [(body as ErrorResponse | undefined)?.validationFailures].flat();
  // Of all values, only texts have `trim`.
  return failures.filter((one) => one?.paramName?.trim) as ValidationFailure[];
}
