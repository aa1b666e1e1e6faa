import type { Core } from '../core.ts';
import type { SandboxEvent } from '../domain/event.ts';
import { eventJson } from '../domain/event.ts';
import { acceptedJson, isoTime, latest, messageJson, type StoredMessage } from '../domain/message.ts';
import type { Subscription } from '../domain/records.ts';

/** A message in a list. */
export function messageView(message: StoredMessage) {
  const entry = latest(message);
  const { to, body, title } = { ...JSON.parse(message.request), ...message.rendered };
  return {
    n: message.n,
    messageId: message.id,
    apiSpaceId: message.space,
    createdOn: isoTime(message.createdOn),
    updatedOn: isoTime(entry?.at ?? message.createdOn),
    status: entry?.status ?? 'processing',
    channel: entry?.channel ?? message.plan[0]?.channel ?? '',
    to,
    title,
    body,
  };
}

/** All about a message. */
export function inspection(core: Core, message: StoredMessage) {
  const request = JSON.parse(message.request);
  const events = core.eventsOf(message);
  return {
    ...messageView(message),
    request: { method: 'POST', path: `/apispaces/${message.space}/messages`, body: request },
    response: { status: 201, body: JSON.parse(acceptedJson(message)) },
    message: JSON.parse(messageJson(message)),
    /** What the person sees: templates and merge fields filled in. */
    seen: { ...request, ...message.rendered },
    timeline: [
      { status: 'processing', at: isoTime(message.createdOn) },
      ...message.history.map(({ seq: _, at, ...entry }) => ({ ...entry, at: isoTime(at) })),
    ],
    replies: core.repliesTo(message),
    events: events.map((event) => ({
      ...eventView(core, event),
      attempts: core.attemptsOf(event).map((attempt) => core.attemptView(attempt)),
    })),
  };
}

/** An event as it is posted, with nothing added. */
export function eventView(core: Core, event: SandboxEvent): Record<string, unknown> {
  return JSON.parse(eventJson(event, core.engine.eventId(event)));
}

/** A subscription without its secret. */
export function subscriptionView({ secret: _, batch, ...subscription }: Subscription) {
  return {
    ...subscription,
    ...(batch && { batch: { maxSize: batch.maxSize, timeoutSeconds: batch.timeoutMs / 1000 } }),
  };
}
