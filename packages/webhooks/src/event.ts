import type { EventName, EventOf, UnknownEvent } from '@enterprise-communications/types';
import { type Failure, unknownEvent, type Validator } from '@enterprise-communications/validators';
import { eventValidators } from '@enterprise-communications/validators/operations';

/**
 * An event that was verified and is as the contract says. `type` is its name, or `unknown` when the contract does not
 * document that name. An `event.name` could not tell: to the compiler any name may be that of an unknown event.
 */
export type ReceivedEvent =
  | { [Name in EventName]: { type: Name; event: EventOf<Name> } }[EventName]
  | { type: 'unknown'; event: UnknownEvent };

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

/** Validates an event as its name asks for. What has no documented name is held against the envelope alone. */
export function readEvent(value: unknown, index: number): ReceivedEvent | InvalidEvent {
  const name = (value as Partial<UnknownEvent> | null)?.name;
  const result = (validators.get(name) ?? unknownEvent).validate(value);
  if (!result.valid) return { index, value, failures: result.failures };
  return { type: validators.has(name) ? name : 'unknown', event: value } as ReceivedEvent;
}
