import { render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { MessageInspection, MessageSummary } from '../../control-client.ts';
import { control, keepToken, NeedsToken, onChange } from './control.ts';
import { Detail } from './detail.tsx';
import { Filters, type FilterValues } from './filters.tsx';
import { MessageList } from './message-list.tsx';
import { Welcome } from './welcome.tsx';

export interface State {
  title: string;
  clock: { kind: 'real' | 'manual'; now: string };
  messages: number;
  subscriptions: number;
  undelivered: number;
  signatureHeader: string;
}

function Inbox() {
  const [state, setState] = useState<State>();
  const [messages, setMessages] = useState<MessageSummary[]>([]);
  const [filters, setFilters] = useState<FilterValues>({ q: '', status: '', channel: '' });
  const [chosen, setChosen] = useState<string>();
  const [detail, setDetail] = useState<MessageInspection>();
  const [notice, setNotice] = useState('');
  const [needsToken, setNeedsToken] = useState(false);

  const refresh = useCallback(async () => {
    try {
      const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
      const [nextState, list, inspected] = await Promise.all([
        control<State>('GET', 'state'),
        control<{ messages: MessageSummary[] }>('GET', `messages?limit=100&${query}`),
        chosen === undefined
          ? undefined
          : control<MessageInspection>('GET', `messages/${chosen}`).catch(() => undefined),
      ]);
      setState(nextState);
      setMessages(list.messages);
      setDetail(inspected);
      setNeedsToken(false);
    } catch (error) {
      if (error instanceof NeedsToken) setNeedsToken(true);
      else setNotice('The sandbox does not answer. Is it still running?');
    }
  }, [filters, chosen]);

  useEffect(() => {
    void refresh();
    return onChange(refresh);
  }, [refresh]);

  const act = async (method: string, path: string, body?: unknown) => {
    try {
      setNotice('');
      await control(method, path, body);
      await refresh();
    } catch (error) {
      setNotice((error as Error).message);
    }
  };

  if (needsToken) {
    return (
      <main>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            keepToken(String(new FormData(event.currentTarget).get('token')));
            void refresh();
          }}
        >
          <label>
            Control token <input name="token" type="password" autocomplete="off" />
          </label>
          <button type="submit">Open the Inbox</button>
        </form>
      </main>
    );
  }

  return (
    <>
      <header>
        <h1>Sandbox Inbox</h1>
        <p>
          {state?.messages ?? 0} messages, {state?.subscriptions ?? 0} webhooks, {state?.undelivered ?? 0}{' '}
          events on their way
        </p>
        {state && <Clock state={state} advance={(by) => act('POST', 'clock/advance', { by })} />}
      </header>
      <Filters values={filters} change={setFilters} />
      <p class="notice" role="alert">
        {notice}
      </p>
      <main>
        <nav aria-label="Messages">
          <MessageList messages={messages} chosen={chosen} choose={setChosen} />
        </nav>
        {detail ? (
          <Detail message={detail} signatureHeader={state?.signatureHeader ?? ''} act={act} />
        ) : (
          <Welcome isEmpty={state?.messages === 0} />
        )}
      </main>
      <p class="unseen" role="status" aria-live="polite">
        {messages[0] ? `Newest message: ${messages[0].status}` : 'No messages'}
      </p>
    </>
  );
}

function Clock({ state, advance }: { state: State; advance: (by: string) => void }) {
  return (
    <div class="clock">
      <span class="soft">{state.clock.kind === 'manual' ? 'Manual clock' : 'Real clock'}</span>
      <time dateTime={state.clock.now}>{state.clock.now.replace('T', ' ').slice(0, 19)}</time>
      {state.clock.kind === 'manual' &&
        ['1s', '1m', '1h', '24h'].map((by) => (
          <button
            key={by}
            type="button"
            onClick={() => advance(by)}
            aria-label={`Advance the clock by ${by}`}
          >
            +{by}
          </button>
        ))}
    </div>
  );
}

const root = document.getElementById('app');
if (root) render(<Inbox />, root);
