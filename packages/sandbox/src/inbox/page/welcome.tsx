import { useEffect, useState } from 'preact/hooks';
import table from '../../data/outcomes.json' with { type: 'json' };

/** What a newcomer sees first: what to send, and where to look. */
export function Welcome({ isEmpty }: { isEmpty: boolean }) {
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(location.origin), []);
  return (
    <section class="empty" aria-label="How to begin">
      <h2>{isEmpty ? 'Nothing has been sent yet' : 'Choose a message'}</h2>
      <p>Send a message with any token; it shows up here at once:</p>
      <pre>
        {`curl ${origin}/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages \\
  -H 'Authorization: Bearer any-token' \\
  -H 'Content-Type: application/json' \\
  -d '{ "to": { "phoneNumber": "447700900002" }, "body": "Hello", "rules": ["sms"] }'`}
      </pre>
      <p>These recipients have an outcome of their own. Anybody else is delivered.</p>
      <dl>
        {table.outcomes.map(({ name, phoneNumber, summary }) => (
          <div key={name}>
            <dt>
              <code>{phoneNumber}</code>, <code>{name}@sandbox.test</code>, <code>sandbox-{name}</code>
            </dt>
            <dd>{summary}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
