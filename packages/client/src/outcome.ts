import type { ValidationFailure } from '@enterprise-communications/types';

/** What became of one item of `sendMany`. */
export type Outcome<Item> = Accepted<Item> | Rejected<Item> | Unknown<Item>;

interface Keyed<Item> {
  /** Your own item. */
  item: Item;
  /** Its position in the whole input, from 0. */
  index: number;
}

/** The API took the message. */
export interface Accepted<Item> extends Keyed<Item> {
  outcome: 'accepted';
  messageId: string;
}

/** The message was certainly not accepted. It can be sent again, once its failures are mended. */
export interface Rejected<Item> extends Keyed<Item> {
  outcome: 'rejected';
  /** What is wrong with this item. Empty when the reason lies elsewhere: see `cause`. */
  failures: ValidationFailure[];
  /**
   * Why it was not sent or not taken, where the item itself was not at fault or another error tells more: the error of
   * its request, the reason of your abort, or what `toMessage` threw.
   */
  cause?: unknown;
}

/** Nobody can say whether the message was accepted: do not send it again blindly. */
export interface Unknown<Item> extends Keyed<Item> {
  outcome: 'unknown';
  /** An `OutcomeUnknownError`, or the reason of your abort. */
  cause: unknown;
}
