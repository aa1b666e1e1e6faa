import { contract, type EventName, type MessageStatus } from '../generated/contract.ts';
import { channelDataJson, type Entry, isoTime, type StoredMessage, statusDetailsJson } from './message.ts';
import type { InboundRecord, Profile } from './records.ts';

/** An event, by what it is about. Its JSON is made when it is needed: it never changes. */
export type SandboxEvent =
  | MessageEvent
  | ({ seq: number; name: EventName; space: string; at: number } & (
      | { of: 'inbound'; inbound: InboundRecord; message?: StoredMessage | undefined }
      | { of: 'profile'; profile: Profile }
    ));

/**
 * A status that a message got. There are two or three for each message, so it holds nothing but where to look: what
 * it repeated would be a good part of all memory.
 */
export class MessageEvent {
  readonly message: StoredMessage;
  /** Its place in the message's history. */
  readonly index: number;

  constructor(message: StoredMessage, index: number) {
    this.message = message;
    this.index = index;
  }

  get of() {
    return 'message' as const;
  }

  get seq(): number {
    return this.#entry.seq;
  }

  get at(): number {
    return this.#entry.at;
  }

  get name(): EventName {
    return eventOfStatus(this.#entry.status) as EventName;
  }

  get space(): string {
    return this.message.space;
  }

  get #entry(): Entry {
    return this.message.history[this.index] as Entry;
  }
}

const EVENT_OF_STATUS: { [status in MessageStatus]?: EventName } = Object.fromEntries(
  contract.statuses.flatMap((status) => {
    const name = contract.eventNames.find((event) => event === `message.${status}`);
    return name === undefined ? [] : [[status, name]];
  }),
);

/** The event that tells of a status; undefined when none does. */
export function eventOfStatus(status: MessageStatus): EventName | undefined {
  return EVENT_OF_STATUS[status];
}

const ACCOUNT_ID = 1234;

/** What events have to follow each other: those with the same key. */
export function orderKey(event: SandboxEvent): string | object {
  if (event.of === 'message') return event.message;
  // A reply follows the events of the message that it answers.
  if (event.of === 'inbound') return event.message ?? event.inbound;
  return `${event.space}/${event.profile.id}`;
}

/** The event as it is posted, as JSON text. */
export function eventJson(event: SandboxEvent, eventId: string): string {
  const { payload, revision, entity } = payloadOf(event);
  return (
    `{"eventId":"${eventId}","accountId":${ACCOUNT_ID},"apiSpaceId":"${event.space}","name":"${event.name}",` +
    `"payload":${payload},"revision":${revision},` +
    `"etag":${JSON.stringify(`"${revision.toString(16)}-${entity}"`)},"timestamp":"${isoTime(event.at)}"}`
  );
}

function payloadOf(event: SandboxEvent): { payload: string; revision: number; entity: string } {
  switch (event.of) {
    case 'message':
      return { payload: messagePayload(event), revision: event.index + 2, entity: event.message.id };
    case 'inbound': {
      const { in: payload } = event.inbound;
      return { payload: JSON.stringify(payload), revision: 0, entity: String(payload['messageId']) };
    }
    case 'profile': {
      const { profile } = event;
      const payload =
        event.name === 'profile.delete'
          ? { date: isoTime(event.at), by: 'access:sandbox', id: profile.id }
          : event.name === 'profile.undelete'
            ? { id: profile.id }
            : { ...profile.fields, id: profile.id };
      return {
        payload: JSON.stringify(payload),
        revision: profile.revision,
        entity: encodeURIComponent(profile.id),
      };
    }
  }
}

function messagePayload({ message, index, at }: MessageEvent): string {
  const channel = message.history[index]?.channel ?? '';
  const data = channelDataJson(message, channel);
  const { metadata, conversationId } = JSON.parse(message.request) as Record<string, unknown>;
  const merged = message.rendered?.metadata ?? metadata;
  return (
    `{"id":"${message.id}","details":${statusDetailsJson(message, index + 1)}` +
    (data && `,"channelData":${data}`) +
    `,"updatedOn":"${isoTime(at)}"` +
    (merged === undefined ? '' : `,"metadata":${JSON.stringify(merged)}`) +
    (conversationId === undefined ? '' : `,"conversationId":${JSON.stringify(conversationId)}`) +
    '}'
  );
}
