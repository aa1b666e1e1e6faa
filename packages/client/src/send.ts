import type { OperationId, paths } from '@enterprise-communications/types';
import createOpenApiClient from 'openapi-fetch';
import { operations } from './generated/operations.ts';
import { LightRequest } from './light-request.ts';
import { type Call, perform } from './perform.ts';
import type { WithResponse } from './result.ts';

/** What a call is made of, beside its settings. */
interface Given {
  /** The parameters in the path, but the API Space, which the settings have. */
  path?: object | undefined;
  query?: object | undefined;
  body?: unknown;
  bodySerializer?: (body: never) => string;
}

/** openapi-fetch's `request`, without the types of a path, which `operations` stands for here. */
type Core = (method: string, path: string, init: object) => Promise<{ data: WithResponse<OperationId> }>;

/** Makes a call of any operation. */
export type Send = <Id extends OperationId>(call: Call<Id>, given: Given) => Promise<WithResponse<Id>>;

export function createSend(): Send {
  const core = createOpenApiClient<paths>({
    // Of what a call costs, most is a `Request` and the `Response` that it is given: neither is needed here.
    Request: LightRequest as unknown as typeof Request,
    fetch: perform as unknown as (request: Request) => Promise<Response>,
  }).request as unknown as Core;

  return (async (call, { path: own, query, ...init }) => {
    const { apiSpaceId, baseUrl, headers } = call.settings;
    const { method, path } = operations[call.operation];
    const { data } = await core(method, path, {
      params: { path: { apiSpaceId, ...own }, query },
      baseUrl,
      headers,
      // openapi-fetch then passes on what `perform` has read and parsed.
      parseAs: 'stream',
      call,
      ...init,
    });
    return data;
  }) as Send;
}
