import type { Answer } from './target.ts';

/** Something that the receiver does wrong. */
export interface Problem {
  /** What was posted, and what came back. */
  found: string;
  mend: string;
}

const NOT_AUTHENTIC = 401;

/** Whether the API counts the event as delivered. */
export function isTaken({ status = 0 }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** The answer in words. */
export function said({ status, error }: Answer): string {
  return status === undefined ? (error ?? 'no answer') : `answered ${status}`;
}

/** Nothing when an event was taken, as it has to be. */
export function notTaken(what: string, answer: Answer, mend = mendOf(answer)): Problem[] {
  return isTaken(answer) ? [] : [{ found: `${what}: ${said(answer)}`, mend }];
}

/** Nothing when a request that is not from the API was refused, as it has to be. */
export function notRefused(what: string, answer: Answer): Problem[] {
  if (answer.status === NOT_AUTHENTIC) return [];
  const mend = isTaken(answer)
    ? 'Anybody can post events to you. Verify the signature of each request before you do anything with it.'
    : answer.status === 400
      ? 'A 400 means "never send it again", so a wrong secret on your side would lose events for good. Answer 401.'
      : 'Answer 401 to a request whose signature is missing or wrong.';
  return [{ found: `${what}: ${said(answer)}, not ${NOT_AUTHENTIC}`, mend }];
}

function mendOf({ status, error = '' }: Answer): string {
  if (status === undefined) {
    return error.startsWith('no answer')
      ? 'Store the event, answer, and do the work afterwards. What is not answered in time is sent again.'
      : 'Look whether the receiver is running at this address, and whether it ended while it handled the event.';
  }
  if (status >= 300 && status < 400) return 'Redirects are not followed. Use the address that it points to.';
  return MENDS[status] ?? 'Look into the log of the receiver. The API sends the event again and again.';
}

const SIGNATURE =
  'Compute the HMAC-SHA1 of the body, over its bytes as they came and before anything parses them, keyed with the ' +
  'secret, in lower-case hex. Look whether the secret is the same on both sides.';
const MENDS: Record<number, string> = {
  400: 'Take it: a 400 means "never send it again", so the event is lost.',
  401: SIGNATURE,
  403: SIGNATURE,
  404: 'Nothing takes a POST at this address. Look at its path.',
  405: 'Nothing takes a POST at this address. Look at its path.',
  413: 'Raise the limit for the size of a body. The API sends the event again and again, and then gives up.',
  415: 'Take a body of the type application/json.',
};
