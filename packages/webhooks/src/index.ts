export type { InvalidEvent, ReceivedEvent } from './event.ts';
export type { EventStore } from './event-store.ts';
export { signatureHeader } from './generated/contract.ts';
export {
  createWebhookHandler,
  type EventContext,
  type EventHandler,
  type EventHandlers,
  type HandlerOptions,
  type WebhookHandler,
  type WebhookRequest,
} from './handler.ts';
export type { RequestHeaders } from './header-value.ts';
export { createMemoryStore } from './memory-store.ts';
export type { RawBody } from './raw-body.ts';
export { RawBodyError } from './raw-body-error.ts';
export type { Accepted, Received, RefusalReason, Refused } from './received.ts';
export {
  createWebhookReceiver,
  type ReceiverOptions,
  type Secrets,
  type WebhookReceiver,
} from './receiver.ts';
export { SecretError } from './secret-error.ts';
export { signEvent } from './sign-event.ts';
export type { Secret } from './signing-key.ts';
