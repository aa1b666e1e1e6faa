import type { OperationId, operations, ResponseOf, StatusOf } from '@enterprise-communications/types';
import type { AnswerHeaders } from './errors/api-error.ts';
import type { ConnectionError } from './errors/connection-error.ts';
import type { ErrorByStatus } from './errors/error-of.ts';
import type { OutcomeUnknownError } from './errors/outcome-unknown-error.ts';
import type { PayloadTooLargeError } from './errors/payload-too-large-error.ts';
import type { ServerError } from './errors/server-error.ts';
import type { TimeoutError } from './errors/timeout-error.ts';
import type { UnexpectedStatusError } from './errors/unexpected-status-error.ts';
import type { UnreadableResponseError } from './errors/unreadable-response-error.ts';
import type { operations as facts } from './generated/operations.ts';

/** The status an operation succeeds with. */
export type SuccessOf<Id extends OperationId> = (typeof facts)[Id]['success'] & StatusOf<Id>;

/** The body an operation succeeds with. */
export type DataOf<Id extends OperationId> = ResponseOf<Id, SuccessOf<Id>>;

/** The headers of an answer; those that the contract documents complete in the editor. */
export type HeadersOf<Id extends OperationId, Status extends StatusOf<Id>> = AnswerHeaders<
  operations[Id]['responses'][Status] extends { headers: infer Known } ? KnownNames<Known> : never
>;

/** The names without the index signature that lets further headers be. */
type KnownNames<Known> = keyof {
  [Name in keyof Known as string extends Name ? never : Name & string]: unknown;
} &
  string;

/** An answer with its status and headers. */
export interface WithResponse<Id extends OperationId> {
  status: SuccessOf<Id>;
  headers: HeadersOf<Id, SuccessOf<Id>>;
  data: DataOf<Id>;
}

/** A send can also end in doubt where a read cannot. */
type Doubt<Id extends OperationId> = (typeof facts)[Id]['method'] extends 'GET' ? never : OutcomeUnknownError;

type ErrorOf<Id extends OperationId, Status> =
  | (Status extends keyof ErrorByStatus ? ErrorByStatus[Status] : never)
  | (Status extends 500 | 503 ? Doubt<Id> : never);

/** How a call failed, exact for each status of the contract. */
export type Failed<Id extends OperationId> =
  | {
      [Status in Exclude<StatusOf<Id>, SuccessOf<Id>>]: {
        ok: false;
        status: Status;
        error: ErrorOf<Id, Status>;
        headers: HeadersOf<Id, Status>;
        data?: undefined;
      };
    }[Exclude<StatusOf<Id>, SuccessOf<Id>>]
  | {
      ok: false;
      /** There was no answer, or one that the contract does not know. `error.status` may say more. */
      status?: undefined;
      error:
        | ConnectionError
        | TimeoutError
        | UnreadableResponseError
        | UnexpectedStatusError
        | PayloadTooLargeError
        | ServerError
        | Doubt<Id>;
      headers?: undefined;
      data?: undefined;
    };

/**
 * How a call ended: look at `ok`, or at `status`, and the types of `data` and `error` follow.
 */
export type Result<Id extends OperationId> =
  | ({ ok: true; error?: undefined } & WithResponse<Id>)
  | Failed<Id>;
