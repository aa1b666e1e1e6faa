import type { Json } from '../contract.ts';
import { operation } from '../operations.ts';
import type { LiveOptions } from './options.ts';

/** A request to make. */
export interface LiveRequest {
  operationId: string;
  /** Values of path parameters in place of the API Space's id and a random message id. */
  path?: Record<string, string> | undefined;
  body?: Json | undefined;
  /** In place of the token; none with null. */
  token?: string | null;
  /** The status that is expected. */
  expected: string;
}

/** What came back. */
export interface LiveAnswer {
  status: string;
  headers: Headers;
  text: string;
}

/** There was no answer. `message` names no address and no value. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const TIMEOUT_MS = 30_000;
const LONGEST_WAIT_S = 60;
const ATTEMPTS = 3;

/**
 * Makes a request. After a 429 it waits as it is told and makes it again: nothing was accepted.
 * @throws {NoAnswerError}
 */
export async function exchange(options: LiveOptions, request: LiveRequest): Promise<LiveAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await exchangeOnce(options, request);
    const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
    if (
      answer.status !== '429' ||
      request.expected === '429' ||
      attempt === ATTEMPTS ||
      !(wait <= LONGEST_WAIT_S)
    )
      return answer;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
}

async function exchangeOnce(
  { baseUrl, apiSpaceId, token: usual }: LiveOptions,
  { operationId, path: values, body, token = usual, expected }: LiveRequest,
): Promise<LiveAnswer> {
  const { method, path } = operation(operationId);
  const given: Record<string, string> = { apiSpaceId, messageId: crypto.randomUUID(), ...values };
  const url =
    baseUrl + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name] ?? ''));
  try {
    const response = await fetch(url, {
      method,
      // A redirect would hand the token to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        // A mock has no state: it has to be told what is expected. The API does not know this header.
        prefer: `code=${expected}`,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: String(response.status), headers: response.headers, text: await response.text() };
  } catch (error) {
    const { cause, name } = error as { cause?: { code?: string }; name: string };
    throw new NoAnswerError(
      name === 'TimeoutError' ? `none in ${TIMEOUT_MS / 1000} s` : (cause?.code ?? 'broken'),
    );
  }
}
