import type { KnownEvent, UnknownEvent as UndocumentedEvent } from '@enterprise-communications/types';
import {
  type Failure,
  type Result,
  unknownEvent,
  type Validator,
} from '@enterprise-communications/validators';
import { eventValidators } from '@enterprise-communications/validators/operations';

declare const undocumented: unique symbol;

/**
 * An event of a kind that the contract does not document. Its `name` is a string; the type keeps it apart from the
 * documented names, so that `event.name === 'message.sent'` tells the one event that is meant.
 */
export type UnknownEvent = UndocumentedEvent & { name: string & { readonly [undocumented]: true } };

/** An event that was verified and is as the contract says. Its `name` tells its `payload`. */
export type ReceivedEvent = KnownEvent | UnknownEvent;

/** An event that was verified but is not as the contract says. */
export interface InvalidEvent {
  /** Its place in the batch, from 0. */
  index: number;
  /** What came, as `JSON.parse` gives it. Keep it: it does not come again. */
  value: unknown;
  /** What is wrong with it. No message holds a value that came. */
  failures: Failure[];
}

// A map, since a name can be anything that JSON holds, `constructor` and objects included.
const validators = new Map<unknown, Validator<unknown>>(Object.entries(eventValidators));

/** Whether the contract documents this kind of event. */
export function isKnownEvent(event: ReceivedEvent): event is KnownEvent {
  return validators.has(event.name);
}

/** Validates an event as its name asks for. What has no documented name is held against the envelope alone. */
export function validateEvent(value: unknown) {
  const validator = validators.get((value as Partial<ReceivedEvent> | null)?.name) ?? unknownEvent;
  return validator.validate(value) as Result<ReceivedEvent>;
}
