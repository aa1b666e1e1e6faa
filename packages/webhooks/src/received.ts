import type { InvalidEvent, ReceivedEvent } from './event.ts';

/** Why a request was refused. `explain` tells what each comes from. */
export type RefusalReason =
  | 'body-too-large'
  | 'signature-missing'
  | 'signature-repeated'
  | 'signature-upper-case'
  | 'signature-sha256'
  | 'signature-base64'
  | 'signature-malformed'
  | 'signature-mismatch'
  | 'body-malformed'
  | 'body-too-deep'
  | 'events-invalid';

/** A request from the API, with at least one event for you to handle. */
export interface Accepted {
  ok: true;
  /** The events that are as the contract says, in the order in which they came. At least one. */
  events: ReceivedEvent[];
  /** The other events of the batch. They do not come again once you have answered with success. */
  invalid: InvalidEvent[];
}

/** A request with nothing in it to handle. */
export interface Refused {
  ok: false;
  reason: RefusalReason;
  /** The status to answer with, as the contract says. */
  status: number;
  /** With `events-invalid`, those events; none when the batch is empty. */
  invalid: InvalidEvent[];
}

/** What became of a request. */
export type Received = Accepted | Refused;

/** The result for a request, or for the events of it, that are not taken. */
export const refuse = (status: number, reason: RefusalReason, invalid: InvalidEvent[] = []): Refused => ({
  ok: false,
  reason,
  status,
  invalid,
});
