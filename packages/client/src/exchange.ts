import type { AnswerHeaders } from './errors/api-error.ts';
import { operations } from './generated/operations.ts';
import { retryAfterHeader } from './generated/retry-after-header.ts';
import { limited } from './limited.ts';
import { isNotWritten } from './not-written.ts';
import type { CallRequest } from './perform.ts';
import { readText } from './read-text.ts';
import { parseRetryAfter } from './retry-after.ts';
import type { Failure } from './retry-policy.ts';
import { authorize } from './token.ts';

/** How one request ended. Without a `kind` it succeeded, and `data` is the parsed body. */
export interface Exchange extends Partial<Failure> {
  /** What went wrong, where it was not the status. */
  cause?: unknown;
  headers?: AnswerHeaders;
  data?: unknown;
}

/**
 * One request of a call and its answer, to the end of the body. Ends when the time is up, even with a transport that
 * does not listen to its signal. From when a send leaves, its call is in doubt.
 *
 * @param timeout in milliseconds
 * @param refresh whether to ask for a new token
 * @throws what the token function threw, or the reason of the caller's abort, as it is; nothing else
 */
export async function exchange(
  { url, method, headers, body, call }: CallRequest,
  timeout: number,
  refresh: boolean,
): Promise<Exchange> {
  const { token, signal: callerSignal, fetch = globalThis.fetch, maxResponseBytes = 1e7 } = call.settings;
  const controller = new AbortController();
  const { signal } = controller;
  let answer: Exchange = {};
  let isOver = false;

  const run = async (): Promise<Exchange> => {
    await authorize(headers, token, refresh);
    // The token can come after the time was up. The call has ended then, so nothing may be sent for it.
    signal.throwIfAborted();
    call.inDoubt ||= method !== 'GET';
    try {
      const response = await fetch(url, { method, headers, body: body ?? null, signal, redirect: 'manual' });
      const { status } = response;
      answer = { status, headers: response.headers };
      if (status !== operations[call.operation].success) {
        answer.kind = 'status';
        answer.retryAfter = parseRetryAfter(response.headers.get(retryAfterHeader), Date.now());
      }
      answer.data = read(await readText(response, maxResponseBytes), answer);
      return answer;
    } catch (cause) {
      const broken = cause instanceof RangeError ? 'unreadable' : 'connection';
      const kind = !answer.status && isNotWritten(cause) ? 'notWritten' : broken;
      // The body of an error is a help, not a condition: the status stays what it is.
      return { kind, cause, ...answer };
    } finally {
      isOver = true;
    }
  };
  const timeUp = () => {
    const cause = new DOMException('no answer in time.', 'TimeoutError');
    return { kind: 'timeout', cause, ...answer } as Exchange;
  };

  try {
    return timeout > 0 ? await limited(timeout, callerSignal, timeUp, run) : timeUp();
  } finally {
    if (!isOver) controller.abort();
  }
}

function read(text: string, { kind }: Exchange): unknown {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {}
  if (kind) return body ?? text;
  if (Object(body) === body) return body;
  // The error of `JSON.parse` would quote the text.
  throw new RangeError('not JSON.');
}
