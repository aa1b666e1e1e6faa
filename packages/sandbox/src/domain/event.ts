import type { EventName } from '../generated/contract.ts';
import { channelDataJson, isoTime, type StoredMessage, statusDetailsJson } from './message.ts';
import type { InboundRecord, Profile } from './records.ts';

/** An event, by what it is about. Its JSON is made when it is needed: it never changes. */
export type SandboxEvent = { seq: number; name: EventName; space: string; at: number } & (
  | { of: 'message'; message: StoredMessage /** Its place in the message's history. */; index: number }
  | { of: 'inbound'; inbound: InboundRecord; message?: StoredMessage | undefined }
  | { of: 'profile'; profile: Profile }
);

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

function messagePayload({ message, index, at }: Extract<SandboxEvent, { of: 'message' }>): string {
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
