import type { AttemptSummary, MessageInspection, PostedEvent } from '../../control-client.ts';
import { Seen } from './seen.tsx';

type Act = (method: string, path: string, body?: unknown) => Promise<void>;

interface Props {
  message: MessageInspection;
  signatureHeader: string;
  act: Act;
}

/** All about one message. */
export function Detail({ message, signatureHeader, act }: Props) {
  const { messageId, status, timeline, request, response, events } = message;
  return (
    <section class="detail" aria-label={`Message ${messageId}`}>
      <h2>
        <span class={`status ${status}`}>{status}</span> <span class="soft">{messageId}</span>
      </h2>
      <Seen message={message} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          void act('POST', `messages/${messageId}/reply`, { body: String(new FormData(form).get('body')) });
          form.reset();
        }}
      >
        <label>
          Reply as the recipient <input name="body" required autocomplete="off" />
        </label>
        <button type="submit">Reply</button>
        <button type="button" onClick={() => act('POST', `messages/${messageId}/status`, { status: 'read' })}>
          Mark read
        </button>
      </form>

      <h3>Timeline</h3>
      <ol class="timeline">
        {timeline.map((entry) => (
          <li key={`${entry.at} ${entry.channel} ${entry.channelStatus}`}>
            <span class={`status ${entry.status}`}>{entry.status}</span>{' '}
            {entry.channel && `${entry.channel}: ${entry.channelStatus}`} {entry.reason}{' '}
            <time class="soft" dateTime={entry.at}>
              {entry.at.slice(11, 23)}
            </time>
          </li>
        ))}
      </ol>

      <h3>Webhooks</h3>
      {events.length === 0 && <p class="soft">No events yet.</p>}
      {events.map((event) => (
        <EventView key={event.eventId} event={event} signatureHeader={signatureHeader} act={act} />
      ))}

      <details>
        <summary>Request and response</summary>
        <pre>{`${request.method} ${request.path}\n\n${JSON.stringify(request.body, null, 2)}`}</pre>
        <pre>{`${response.status}\n\n${JSON.stringify(response.body, null, 2)}`}</pre>
      </details>
    </section>
  );
}

interface EventProps {
  event: PostedEvent & { attempts: AttemptSummary[] };
  signatureHeader: string;
  act: Act;
}

function EventView({ event: { attempts, ...event }, signatureHeader, act }: EventProps) {
  return (
    <details>
      <summary>
        {event.name} (revision {event.revision}),{' '}
        {attempts.length === 0
          ? 'not posted'
          : attempts.map(({ status, error }) => status ?? error).join(', ')}
      </summary>
      <div class="actions">
        <button type="button" onClick={() => act('POST', `events/${event.eventId}/resend`)}>
          Send {event.name} again
        </button>
      </div>
      {attempts.length === 0 && <pre>{JSON.stringify(event, null, 2)}</pre>}
      {attempts.map((attempt) => (
        <pre key={`${attempt.at} ${attempt.attempt}`}>
          {`${attempt.at}  attempt ${attempt.attempt}: ${attempt.status ?? attempt.error}, ${attempt.outcome}\n` +
            `POST ${attempt.url}\n${signatureHeader}: ${attempt.signature}\n\n${attempt.body}`}
        </pre>
      ))}
    </details>
  );
}
