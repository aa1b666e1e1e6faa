import type { webhooks } from './generated/openapi.ts';
import type { KnownEvent } from './generated/schemas.ts';

/** The names of the documented events, such as `message.sent`. */
export type EventName = keyof webhooks;

/** The event of that name: `EventOf<'message.sent'>` is `MessageSentEvent`. */
export type EventOf<Name extends EventName> = Extract<KnownEvent, { name: Name }>;

/** The events about messages: every change of status, and what people write to you. */
export type MessageEvent = EventOf<Extract<EventName, `message.${string}`>>;
