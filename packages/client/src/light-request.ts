import type { CallRequest } from './perform.ts';

/**
 * What openapi-fetch makes of a call, in place of a `Request`: making one of those takes longer than everything else
 * that happens before `fetch`. It is called with `new`.
 */
export function LightRequest(url: string, init: Omit<CallRequest, 'url'>): CallRequest {
  return Object.assign(init, { url });
}
