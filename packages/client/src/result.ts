import type { OperationId, ResponseOf, StatusOf } from '@enterprise-communications/types';

type SuccessStatus = 200 | 201 | 202 | 203 | 204;

/**
 * The answer to one call, exact for each status of the contract: check `status`, and `data` or `error` has the
 * body of that status. `response` is the fetch response, for its headers; its body has been read.
 *
 * A status that the contract does not document comes as the number it is, with whatever body it has in `error`.
 */
export type Result<Id extends OperationId> = {
  [Status in StatusOf<Id>]: Status extends SuccessStatus
    ? { status: Status; data: ResponseOf<Id, Status>; error?: undefined; response: Response }
    : { status: Status; data?: undefined; error: ResponseOf<Id, Status>; response: Response };
}[StatusOf<Id>];

/**
 * openapi-fetch tells data from error, but not one error from another; and it rewrites the types of a body for
 * `readOnly` fields, which takes open enums apart. The contract's own types are put back here.
 */
export async function exact<Id extends OperationId>(
  call: Promise<{ data?: unknown; error?: unknown; response: Response }>,
): Promise<Result<Id>> {
  const { data, error, response } = await call;
  return { status: response.status, data, error, response } as Result<Id>;
}
