import { expectTypeOf, test } from 'vitest';
import type {
  EventName,
  EventOf,
  InboundMessage,
  KnownEvent,
  MessageEvent,
  MessageStatusPayload,
  Profile,
} from '../src/index.ts';

test('an event is found by its name', () => {
  expectTypeOf<EventOf<'message.sent'>['payload']>().toExtend<MessageStatusPayload>();
  expectTypeOf<EventOf<'message.inbound'>['payload']>().toExtend<InboundMessage>();
  expectTypeOf<EventOf<'profile.create'>['payload']>().toExtend<Profile>();
  // @ts-expect-error no such event
  expectTypeOf<EventOf<'message.bounced'>>();
});

test('the name of an event tells its payload', () => {
  const read = (event: KnownEvent) => (event.name === 'message.delivered' ? event.payload.id : undefined);
  expectTypeOf(read).returns.toEqualTypeOf<string | undefined>();
  const wrong = (event: KnownEvent) =>
    // @ts-expect-error an inbound message has no `details`
    event.name === 'message.inbound' ? event.payload.details.channel : undefined;
  return wrong;
});

test('every known event has a name of a webhook', () => {
  expectTypeOf<KnownEvent['name']>().toEqualTypeOf<EventName>();
});

test('message events are the events about messages', () => {
  expectTypeOf<MessageEvent['name']>().toEqualTypeOf<
    | 'message.sent'
    | 'message.delivered'
    | 'message.read'
    | 'message.expired'
    | 'message.failed'
    | 'message.inbound'
  >();
});
