import type { OperationId } from '@enterprise-communications/types';
import type { ApiError } from './errors/api-error.ts';

/**
 * One request of a call. As it stands it may be logged: neither the token nor any content is there.
 */
export interface RequestEvent {
  /** The operation of the contract, such as `sendMessage`. */
  operation: OperationId;
  /** The same for all events of one call, and no other: the key to find a span or a timer by. */
  call: number;
  /** Which request of the call this is, from 1. */
  attempt: number;
  url: string;
  /** Gives the body of the request. It says who is told what: pass it through `redact` before you log it. */
  body: () => unknown;
}

/** An answer to one request. */
export interface ResponseEvent extends RequestEvent {
  status: number;
  /** Milliseconds, from the request to the end of the answer's body. */
  duration: number;
}

/** A wait before the next request. */
export interface RetryEvent extends RequestEvent {
  /** Milliseconds. */
  delay: number;
  /** The status of the answer, where there was one. */
  status: number | undefined;
  /** What went wrong, where it was not the status. */
  cause: unknown;
}

/** The end of a call without success. */
export interface ErrorEvent extends RequestEvent {
  error: ApiError;
  /** Milliseconds, of the whole call. */
  duration: number;
}

/**
 * Called while a call is under way, for metrics, traces and logs. None is called unless you give it. A hook is not
 * waited for, and what it throws is ignored: it must not make a message that was accepted look as if it was not.
 */
export interface Hooks {
  onRequest?: (event: RequestEvent) => unknown;
  onResponse?: (event: ResponseEvent) => unknown;
  onRetry?: (event: RetryEvent) => unknown;
  onError?: (event: ErrorEvent) => unknown;
}

/** Calls a function of the caller's without letting what it throws, now or later, into the call. */
export function tell<Event>(listener: ((event: Event) => unknown) | undefined, event: Event): void {
  try {
    (listener?.(event) as Promise<unknown> | undefined)?.catch?.(() => {});
  } catch {}
}
