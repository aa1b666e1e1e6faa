import type { Hooks } from './hooks.ts';
import type { RetryOptions } from './retry-policy.ts';
import type { Token } from './token.ts';
import type { Transport } from './transport.ts';

/** How calls are made. Each of these can be given to a single call as well. */
export interface ClientOptions {
  /** The id of your API Space, from the portal. */
  apiSpaceId: string;
  /** Your access token, or a function that gives it. The function is called again once after a 401. */
  token: Token;
  /**
   * Where the API is. Give the address of the mock to work without an account.
   * @default the server of the OpenAPI description
   */
  baseUrl?: string;
  /**
   * What carries the requests, for a proxy, a faster transport or a test. It is called with an address and an `init`
   * and must not follow redirects or repeat a request on its own.
   * @default globalThis.fetch
   */
  fetch?: Transport;
  /**
   * Milliseconds that one request may take, to the end of its answer. Be generous with sends: one that is cut off
   * ends as `OutcomeUnknownError`.
   * @default 30000 for reads, 121000 for sends
   */
  timeout?: number;
  /**
   * Milliseconds that a call may take, with all its requests and the waits between them.
   * @default 300000, and 600000 for each batch of `sendMany`
   */
  deadline?: number;
  /** When and how often a request is tried again. A send only is when it is certain that it was not accepted. */
  retry?: Partial<RetryOptions>;
  /** Called while a call is under way, for metrics, traces and logs. */
  hooks?: Hooks;
  /** Further headers of the requests. Those of a call are added to those of the client. */
  headers?: Record<string, string>;
  /**
   * The largest answer that is read, in bytes.
   * @default 10000000
   */
  maxResponseBytes?: number;
}

/** What one call may be given beside its message. */
export interface CallOptions extends Partial<ClientOptions> {
  /** Ends the call. It then rejects with the signal's reason, as it is. */
  signal?: AbortSignal;
}
