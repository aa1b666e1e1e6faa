import type { MessageInspection } from '../../control-client.ts';

interface Part {
  type: string;
  name?: string;
  data?: unknown;
  url?: string;
}

const CHANNELS: Record<string, string> = {
  sms: 'SMS',
  mms: 'MMS',
  whatsApp: 'WhatsApp',
  fbMessenger: 'Facebook Messenger',
  nativePush: 'push notification',
  appMessaging: 'message in your app',
  rcs: 'RCS',
  email: 'e-mail',
  twitterDm: 'Twitter direct message',
};

/** The message as the person sees it on the channel that took it, with their replies. */
export function Seen({ message }: { message: MessageInspection }) {
  const { title, body, messageParts, customBody } = message.seen as {
    title?: string;
    body?: string;
    messageParts?: Part[];
    customBody?: Record<string, unknown>;
  };
  const { channel, replies } = message;
  const custom = customBody?.[channel];
  const hasTitle = ['email', 'nativePush', 'appMessaging'].includes(channel) || !(channel in CHANNELS);
  return (
    <div class="phone">
      <span class="soft">{CHANNELS[channel] ?? channel}</span>
      <div class="bubble">
        {hasTitle && title && <strong>{title}</strong>}
        {custom === undefined ? body : textOf(custom)}
        {custom === undefined && messageParts?.map((part) => <PartView key={part} part={part} />)}
      </div>
      {replies.map((reply) => (
        <div class="bubble theirs" key={reply['messageId']}>
          {String(reply['body'])}
        </div>
      ))}
    </div>
  );
}

/** Pictures are named and not loaded: the page asks no other host for anything. */
function PartView({ part: { type, name, data, url } }: { part: Part }) {
  if (type.startsWith('text/')) return <div>{textOf(data)}</div>;
  return (
    <div class="soft">
      [{type}] {name ?? url}
    </div>
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { body, text } = (value ?? {}) as { body?: unknown; text?: unknown };
  if (typeof body === 'string') return body;
  return typeof text === 'string' ? text : JSON.stringify(value, null, 2);
}
