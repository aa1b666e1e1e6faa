import type { OperationId } from '@enterprise-communications/types';
import { ApiError } from './errors/api-error.ts';
import { OutcomeUnknownError } from './errors/outcome-unknown-error.ts';
import { operations } from './generated/operations.ts';
import type { DataOf, Failed, Result, WithResponse } from './result.ts';

/** A call in its three forms. */
export interface Method<Args extends unknown[], Id extends OperationId> {
  /**
   * Gives the body of the answer.
   *
   * @throws {ApiError} one of its kinds for each way to fail
   */
  (...args: Args): Promise<DataOf<Id>>;
  /**
   * Gives the body with the status and the headers of the answer.
   *
   * @throws {ApiError} one of its kinds for each way to fail
   */
  withResponse(...args: Args): Promise<WithResponse<Id>>;
  /**
   * Gives a result that is exact for each status, and throws no `ApiError`. What is yours is still thrown: the reason
   * of your abort, and what your token function throws.
   */
  try(...args: Args): Promise<Result<Id>>;
}

/** Makes the three forms of one. */
export function method<Args extends unknown[], Id extends OperationId>(
  withResponse: (...args: Args) => Promise<WithResponse<Id>>,
): Method<Args, Id> {
  return Object.assign(async (...args: Args) => (await withResponse(...args)).data, {
    withResponse,
    async try(...args: Args): Promise<Result<Id>> {
      try {
        return { ok: true, ...(await withResponse(...args)) };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const { operation, status = 0, headers } = error;
        const documented: readonly number[] = operations[operation].errors;
        // A repeated send can end in doubt although its last answer was a plain refusal.
        const told =
          documented.includes(status) && (status >= 500 || !(error instanceof OutcomeUnknownError));
        return { ok: false, error, ...(told && { status, headers }) } as Failed<Id>;
      }
    },
  });
}
