import type {
  EventName,
  EventOf,
  InboundMessage,
  MessageStatusPayload,
  UnknownEvent,
  WebhookEvent,
} from '@enterprise-communications/types';
import { expectTypeOf, test } from 'vitest';
import {
  createWebhookHandler,
  createWebhookReceiver,
  type Received,
  type ReceivedEvent,
  type WebhookReceiver,
} from '../src/index.ts';

declare const received: ReceivedEvent;
declare const result: Received;
declare const receiver: WebhookReceiver;

test('the type tells the event', () => {
  if (received.type === 'message.delivered') {
    expectTypeOf(received.event).toEqualTypeOf<EventOf<'message.delivered'>>();
    expectTypeOf(received.event.name).toEqualTypeOf<'message.delivered'>();
    expectTypeOf(received.event.payload).toExtend<MessageStatusPayload>();
  }
  if (received.type === 'message.inbound') {
    expectTypeOf(received.event.payload).toExtend<InboundMessage>();
    // @ts-expect-error an inbound message has no status details
    received.event.payload.details.channel;
  }
});

test('it does so when it is taken apart', () => {
  const read = ({ type, event }: ReceivedEvent) =>
    type === 'message.failed' ? event.payload.details.reason : undefined;
  expectTypeOf(read).returns.toEqualTypeOf<string | undefined>();
  for (const { type, event } of [received]) {
    if (type === 'profile.create') expectTypeOf(event).toEqualTypeOf<EventOf<'profile.create'>>();
  }
});

test('an unknown event has a name that is a string, and a payload of which nothing is known', () => {
  if (received.type === 'unknown') {
    expectTypeOf(received.event).toEqualTypeOf<UnknownEvent>();
    expectTypeOf(received.event.name).toEqualTypeOf<string>();
    expectTypeOf(received.event.eventId).toEqualTypeOf<string>();
    expectTypeOf(received.event.payload['anything']).toEqualTypeOf<unknown>();
  }
});

test('a switch over all types leaves nothing', () => {
  expectTypeOf<ReceivedEvent['type']>().toEqualTypeOf<EventName | 'unknown'>();
  expectTypeOf<ReceivedEvent['event']>().toExtend<WebhookEvent>();
});

test('events are there only when the request was accepted', () => {
  // @ts-expect-error not yet
  result.events;
  if (result.ok) expectTypeOf(result.events).toEqualTypeOf<ReceivedEvent[]>();
  else expectTypeOf(result.status).toEqualTypeOf<number>();
});

test('a receiver has one secret or several, and not none or both', () => {
  createWebhookReceiver({ secret: 'x' });
  createWebhookReceiver({ secrets: ['x', new Uint8Array(1)], maxBodyBytes: 1, maxDepth: 1 });
  // @ts-expect-error none
  createWebhookReceiver({});
  // @ts-expect-error both
  createWebhookReceiver({ secret: 'x', secrets: ['x'] });
  // @ts-expect-error an environment variable can be missing
  createWebhookReceiver({ secret: process.env['WEBHOOK_SECRET'] });
});

test('parsed JSON is no raw body', () => {
  // @ts-expect-error it was parsed
  receiver.receive({ eventId: 'x' }, {});
});

test('a handler is called with the event of its name', () => {
  createWebhookHandler(receiver, {
    on: {
      'message.failed': (failed) => expectTypeOf(failed).toEqualTypeOf<EventOf<'message.failed'>>(),
      unknown: (unknown, { signal }) => {
        expectTypeOf(unknown).toEqualTypeOf<UnknownEvent>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
      },
    },
    onEvent: (any) => expectTypeOf(any).toEqualTypeOf<ReceivedEvent>(),
  });
});

test('a misspelt name, or no handler at all, does not compile', () => {
  // @ts-expect-error no such event
  createWebhookHandler(receiver, { on: { 'message.deliverd': () => {} } });
  // @ts-expect-error nobody takes the events
  createWebhookHandler(receiver, { onError: () => {} });
});

test('there is a handler for each documented event', () => {
  type Handlers = NonNullable<Parameters<typeof createWebhookHandler>[1]['on']>;
  expectTypeOf<keyof Handlers>().toEqualTypeOf<EventName | 'unknown'>();
});

test('the handler is what fetch-style frameworks ask for', () => {
  const handler = createWebhookHandler(receiver, { onEvent: () => {} });
  expectTypeOf(handler).toExtend<(request: Request) => Promise<Response>>();
  expectTypeOf(handler).toExtend<
    (request: Request, context: { params: Promise<object> }) => Promise<Response>
  >();
});
