import type { OperationId } from '@enterprise-communications/types';
import type { AnswerHeaders, Attempt } from './errors/api-error.ts';
import { errorOf } from './errors/error-of.ts';
import { OutcomeUnknownError } from './errors/outcome-unknown-error.ts';
import { exchange } from './exchange.ts';
import { tell } from './hooks.ts';
import { wait } from './limited.ts';
import type { WithResponse } from './result.ts';
import { decide, defaultRetry, isAmbiguous } from './retry-policy.ts';
import type { Settings } from './settings.ts';

/** One call of the API, which may take several requests. */
export interface Call<Id extends OperationId = OperationId> {
  operation: Id;
  settings: Settings;
  /** Whether a send left and nobody knows if it was accepted; so it is also while it is under way. */
  inDoubt?: boolean | undefined;
  /** Holds each request until it may leave, no longer than `left` milliseconds. What it throws ends the call. */
  gate?: {
    enter(left: number): Promise<void>;
    pause(delay: number, status: number | undefined): Promise<void>;
  };
}

/** The serialized request of a call. */
export interface CallRequest {
  url: string;
  method: string;
  headers: Headers;
  /** `undefined` when there is none. */
  body?: string | undefined;
  call: Call;
}

/** The answer to a call that succeeded, as openapi-fetch passes it on: it takes the `body` for a stream. */
export interface Answer {
  ok: true;
  status: number;
  headers: AnswerHeaders;
  body: WithResponse<OperationId>;
}

let calls = 0;

/**
 * Makes the requests of a call, until one succeeds or the policy ends it.
 *
 * @throws {ApiError} or, as it is, the reason of the caller's abort or what the token function threw
 */
export async function perform(request: CallRequest): Promise<Answer> {
  const { method, url, body, call } = request;
  const { operation, settings, gate } = call;
  const {
    signal,
    token,
    hooks,
    timeout = method === 'GET' ? 30_000 : 121_000,
    deadline = 300_000,
  } = settings;
  const started = performance.now();
  const left = () => deadline + started - performance.now();
  const event = { operation, call: ++calls, attempt: 0, url, body: () => body && JSON.parse(body) };
  const attempts: Attempt[] = [];
  let refreshed = 0;
  let refresh = false;

  for (;;) {
    await gate?.enter(left());
    event.attempt++;
    tell(hooks?.onRequest, { ...event });
    const { inDoubt } = call;
    const sent = performance.now();
    const answer = await exchange(request, Math.min(timeout, left()), refresh);
    const { kind, status, cause } = answer;
    if (status) tell(hooks?.onResponse, { status, duration: performance.now() - sent, ...event });
    if (!kind) return { ok: true, ...answer, body: answer } as Answer;
    const failure = { kind, ...answer };
    if (!isAmbiguous(method, failure)) call.inDoubt = inDoubt;

    const attempt: Attempt = { status, cause };
    attempts.push(attempt);
    // A 401 accepted nothing, so one more try with a new token repeats nothing.
    refresh = status === 401 && typeof token === 'function' && !refreshed++;
    const retry = { ...defaultRetry, ...settings.retry };
    const { delay } = refresh
      ? { delay: 0 }
      : decide({ method, failure, attempt: event.attempt - refreshed, retry, random: Math.random() });
    // To wait for the end of the call would only make its end late.
    if (delay !== undefined && delay < left()) {
      attempt.delay = delay;
      tell(hooks?.onRetry, { status, cause, delay, ...event });
      await (gate ? gate.pause(delay, status) : wait(delay, signal));
      continue;
    }

    const details = { operation, attempts, ...answer };
    let error = errorOf(failure, details);
    if (call.inDoubt) error = new OutcomeUnknownError({ ...details, cause: error });
    tell(hooks?.onError, { error, duration: performance.now() - started, ...event });
    throw error;
  }
}
