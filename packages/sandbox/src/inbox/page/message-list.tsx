import type { MessageSummary } from '../../control-client.ts';

interface Props {
  messages: MessageSummary[];
  chosen: string | undefined;
  choose: (messageId: string) => void;
}

/** The newest messages, each a button that opens it. */
export function MessageList({ messages, chosen, choose }: Props) {
  return (
    <ul class="messages">
      {messages.map(({ messageId, to, body, title, status, channel, createdOn }) => (
        <li key={messageId}>
          <button type="button" aria-current={messageId === chosen} onClick={() => choose(messageId)}>
            <span class="row">
              <span class="cut">{Object.values(to)[0]}</span>
              <span class={`status ${status}`}>{status}</span>
            </span>
            <span class="cut">{title ?? body ?? '(no text)'}</span>
            <span class="row soft">
              <span>{channel}</span>
              <time dateTime={createdOn}>{createdOn.slice(11, 19)}</time>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
