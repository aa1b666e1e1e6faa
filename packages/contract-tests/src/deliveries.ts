import { isObject, type Json, type JsonObject } from './contract.ts';
import type { Operation } from './operations.ts';

/** Something that could be posted to a webhook, made from the contract's own examples. */
export interface Delivery {
  what: string;
  body: Json;
  /** Whether the contract lets the API post it. */
  allowed: boolean;
}

/**
 * What a webhook does and does not get, whatever its event is about.
 * @throws {Error} when a webhook has no example of one event.
 */
export function deliveriesOf(webhook: Operation, webhooks: Operation[]): Delivery[] {
  const event = singleEvent(webhook);
  const others = webhooks.filter(({ path }) => path !== webhook.path).map(singleEvent);
  const [other = {}] = others;
  const unknown: JsonObject = { ...event, name: 'conversation.create', payload: {} };
  const { eventId: _, ...withoutId } = unknown;
  return [
    { what: 'one event', body: event, allowed: true },
    { what: 'an array of one event', body: [event], allowed: true },
    { what: 'an array of events, of other kinds too', body: [event, ...others], allowed: true },
    { what: 'an event of a kind that is not documented, in an array', body: [event, unknown], allowed: true },
    { what: 'such an event without its envelope', body: [event, withoutId], allowed: false },
    {
      what: 'an event of another kind alone',
      body: { ...other, payload: event['payload'] ?? {} },
      allowed: false,
    },
    { what: 'an event of a kind that is not documented, alone', body: unknown, allowed: false },
    { what: 'an event without anything', body: {}, allowed: false },
    { what: 'an empty array', body: [], allowed: false },
    { what: 'a text', body: 'event', allowed: false },
  ];
}

function singleEvent({ id, body }: Operation): JsonObject {
  const event = body?.examples.map(({ value }) => value).find(isObject);
  if (!event) throw new Error(`${id} needs an example of one event.`);
  return event;
}
