import { randomUUID } from 'node:crypto';
import { type ExampleEvent, eventExamples } from '../generated/event-examples.ts';

export type TestEvent = ExampleEvent;

const GUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;

/**
 * A copy of events of the contract with ids of their own: a receiver that remembers them must not take it for one
 * that it has already. An id that comes several times stays the same one.
 */
export function fresh<Value>(value: Value): Value {
  const ids = new Map<string, string>();
  const renamed = (id: string) => {
    const known = ids.get(id) ?? randomUUID();
    ids.set(id, known);
    return known;
  };
  // A receiver may know its API Spaces, so that id stays.
  const text = JSON.stringify(value, (key, inner) =>
    typeof inner === 'string' && key !== 'apiSpaceId' ? inner.replace(GUID, renamed) : inner,
  );
  return JSON.parse(text);
}

/** The contract's first example of a kind of event, with ids of its own. */
export function example(name: string): TestEvent {
  return fresh(eventExamples.find((event) => event.name === name) as TestEvent);
}
