import type { MessageStatus } from '../generated/contract.ts';
import { countryCode } from './country-code.ts';
import type { Step } from './life-cycle.ts';

/** Something that happened to a message. */
export interface Entry {
  /** The number of the change among all changes in the sandbox; its event has the id that belongs to it. */
  seq: number;
  status: MessageStatus;
  channel: string;
  channelStatus: MessageStatus;
  /** Milliseconds since 1970. */
  at: number;
  reason?: string | undefined;
}

/** What merge fields and templates made of a request. Absent where nothing had to be filled in. */
export interface Rendered {
  title?: string;
  body?: string;
  messageParts?: unknown[];
  customBody?: unknown;
  metadata?: unknown;
}

export interface StoredMessage {
  n: number;
  id: string;
  /** The id of the API Space, as it stood in the path. */
  space: string;
  /** The request as JSON text: it is only ever copied into answers, and text takes the least memory. */
  request: string;
  createdOn: number;
  /** When it can be read back. */
  visibleOn: number;
  by: string;
  sender: string;
  targets: Record<string, string>;
  segments: number;
  rendered?: Rendered | undefined;
  plan: readonly Step[];
  /** How many steps of the plan have been taken. */
  taken: number;
  /** When the last of them was. */
  takenOn: number;
  history: Entry[];
  /** Set when the message is not kept any longer. */
  dropped?: boolean;
}

/** The status now, and where it comes from. */
export function latest({ history }: StoredMessage): Entry | undefined {
  return history[history.length - 1];
}

/** The message as the API answers a send with it, as JSON text. */
export function acceptedJson(message: StoredMessage): string {
  return json(message, 0, '');
}

/** The message as it can be read back now, as JSON text. */
export function messageJson(message: StoredMessage): string {
  const parts = message.request.includes('"messageParts":') ? '' : ',"messageParts":[]';
  return json(message, message.history.length, `${parts},"submittedOn":"${isoTime(message.createdOn)}"`);
}

function json(message: StoredMessage, upTo: number, more: string): string {
  const { history, createdOn, by, request } = message;
  const created = isoTime(createdOn);
  const entry = history[upTo - 1];
  const updated = entry === undefined ? created : isoTime(entry.at);
  const who = JSON.stringify(by);
  return (
    `{"_createdOn":"${created}","_updatedOn":"${updated}","_createdBy":${who},"_updatedBy":${who},` +
    `${request.slice(1, -1)},"senderProfileId":${JSON.stringify(message.sender)},"sentOn":"${created}"${more},` +
    `"status":"${entry?.status ?? 'processing'}","statusDetails":${statusDetailsJson(message, upTo)},` +
    `"messageId":"${message.id}"}`
  );
}

/** `statusDetails` after the first so many changes, as JSON text. */
export function statusDetailsJson(message: StoredMessage, upTo: number): string {
  const { history, plan } = message;
  const entry = history[upTo - 1];
  if (entry === undefined) return `{"channelId":${JSON.stringify(plan[0]?.channel ?? '')}}`;
  const byChannel = new Map<string, Entry>();
  for (let index = 0; index < upTo; index++) {
    const past = history[index] as Entry;
    byChannel.set(past.channel, past);
  }
  const channels = [...byChannel].map(([channel, { channelStatus, at }]) => {
    const details = isAccepted(channelStatus) ? `,"details":${additionalInfo(message, channel)}` : '';
    return `${JSON.stringify(channel)}:{"status":"${channelStatus}"${details},"updatedOn":"${isoTime(at)}"}`;
  });
  const reason = entry.reason === undefined ? '' : `"reason":${JSON.stringify(entry.reason)},`;
  const info = isAccepted(entry.channelStatus)
    ? `"additionalInfo":${additionalInfo(message, entry.channel)},`
    : '';
  return `{"channel":${JSON.stringify(entry.channel)},${reason}${info}"channelStatus":{${channels.join(',')}}}`;
}

/** Facts by channel that events carry, as JSON text; empty when there are none. */
export function channelDataJson({ targets, segments }: StoredMessage, channel: string): string {
  const target = targetOn(targets, channel);
  const country = countryCode(target ?? '');
  const code = country === undefined ? '' : `"phoneNumberCountryCode":"${country}"`;
  if (channel === 'sms') return `{"sms":{${code}${code && ','}"segmentCount":${Math.max(1, segments)}}}`;
  if (channel !== 'rcs') return '';
  const number = target === undefined ? '' : `"phoneNumber":${JSON.stringify(target)},`;
  return `{"rcs":{${number}${code}${code && ','}"agentId":"sandbox"}}`;
}

export function isoTime(ms: number): string {
  // An answer holds several times, most of this minute: to make each by `Date` is a good part of what it costs.
  const minute = Math.floor(ms / 60_000);
  if (minute !== lastMinute) {
    lastMinute = minute;
    untilSeconds = new Date(minute * 60_000).toISOString().slice(0, -'00.000Z'.length);
  }
  const rest = Math.floor(ms) - minute * 60_000;
  const milliseconds = rest % 1000;
  const zeros = milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : '';
  return `${untilSeconds}${rest < 10_000 ? '0' : ''}${Math.floor(rest / 1000)}.${zeros}${milliseconds}Z`;
}
let lastMinute = Number.NaN;
let untilSeconds = '';

/** The address used on a channel. A custom channel may be called `constructor`. */
export function targetOn(targets: Record<string, string>, channel: string): string | undefined {
  return Object.hasOwn(targets, channel) ? targets[channel] : undefined;
}

function isAccepted(status: MessageStatus): boolean {
  return status === 'sent' || status === 'delivered' || status === 'read';
}

function additionalInfo({ id, targets }: StoredMessage, channel: string): string {
  const to = JSON.stringify(targetOn(targets, channel) ?? '');
  if (channel === 'sms') return `{"to":${to},"successful":true,"clientRef":"${id}"}`;
  if (channel === 'fbMessenger') return `{"fbMessengerId":${to},"messageId":"mid.$sandbox-${id}"}`;
  return `{"to":${to},"successful":true}`;
}
