// Signs events and receives them, forged ones among them. It needs WebCrypto and nothing of Node.
import {
  createWebhookHandler,
  createWebhookReceiver,
  RawBodyError,
  SecretError,
  signatureHeader,
  signEvent,
} from '@enterprise-communications/webhooks';
import { explain } from '@enterprise-communications/webhooks/explain';

/** @param {unknown} actual @param {unknown} wanted @param {string} what */
function equal(actual, wanted, what) {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what}: ${is} and not ${should}`);
}

export async function run() {
  const secret = 'a-secret-of-a-webhook';
  const event = {
    eventId: '0dceaf0d-93ea-4314-a6f8-b0cffe69799a',
    accountId: 1234,
    apiSpaceId: 'c924cf6e-4352-4b26-a71a-c2032bea7a01',
    name: 'profile.undelete',
    payload: { id: 'a-profile', note: 'Grüße 👋' },
    timestamp: '2017-08-31T09:26:14.604Z',
  };
  const other = { ...event, eventId: '0dceaf0d-93ea-4314-a6f8-b0cffe697990', name: 'chat.closed' };
  const bad = { ...event, timestamp: 'yesterday' };

  equal(
    await signEvent('what do ya want for nothing?', 'Jefe'),
    'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    'the second signature of RFC 2202',
  );

  /** @type {string[]} */
  const handled = [];
  /** @type {string[]} */
  const told = [];
  let failing = true;
  const handler = createWebhookHandler(createWebhookReceiver({ secrets: ['an-old-secret', secret] }), {
    on: {
      'profile.undelete': ({ payload }) => handled.push(`profile ${payload.id}`),
      async unknown({ name }, { signal }) {
        if (failing) throw new Error('Not now');
        handled.push(`unknown ${name}, ${signal.aborted}`);
      },
    },
    onRefused: (refused) => told.push(refused.reason, explain(refused)),
    onError: (error) => told.push(/** @type {Error} */ (error).message),
    // Answered requests must not keep a runtime alive: one that did would not end in the time it has.
    timeout: 3_600_000,
  });
  /** @param {unknown} value @param {string} [signature] */
  async function post(value, signature) {
    const body = JSON.stringify(value);
    const headers = { [signatureHeader]: signature ?? (await signEvent(body, secret)) };
    return (await handler(new Request('https://hooks.example/', { method: 'POST', headers, body }))).status;
  }

  equal(await post([event, other]), 500, 'a batch of which one fails');
  failing = false;
  equal(await post([event, other]), 204, 'the same batch again');
  equal(handled, ['profile a-profile', 'unknown chat.closed, false'], 'each event once');
  equal(told.splice(0), ['Not now'], 'the failure is told');

  equal(await post(bad), 400, 'an event that the contract forbids');
  equal(told.shift(), 'events-invalid', 'why');
  if (!told.shift()?.includes('timestamp')) throw new Error('it is not explained');
  equal(await post(event, '0'.repeat(40)), 401, 'a forged event');
  equal(await post(event, 'A'.repeat(40)), 401, 'upper case');
  equal(
    told.filter((_, index) => index % 2 === 0),
    ['signature-mismatch', 'signature-upper-case'],
    'why',
  );

  const late = createWebhookHandler(createWebhookReceiver({ secret }), {
    onEvent: () => new Promise((resolve) => setTimeout(resolve, 1_000)),
    onError: (error) => told.push(/** @type {Error} */ (error).name),
    timeout: 20,
  });
  const body = JSON.stringify(event);
  const headers = new Headers({ [signatureHeader]: await signEvent(body, secret) });
  equal(
    (await late(new Request('https://hooks.example/', { method: 'POST', headers, body }))).status,
    500,
    'a late answer',
  );
  equal(told.at(-1), 'TimeoutError', 'the late answer is told');

  const receiver = createWebhookReceiver({ secret });
  for (const raw of [body, new TextEncoder().encode(body), new TextEncoder().encode(body).buffer]) {
    const received = await receiver.receive(raw, headers);
    equal(received.ok && received.events, [{ type: 'profile.undelete', event }], 'text, bytes or a buffer');
  }
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const refused = await receiver.receive(deep, { [signatureHeader]: await signEvent(deep, secret) });
  equal(!refused.ok && refused.reason, 'body-too-deep', 'a deep body');
  await receiver.receive(/** @type {any} */ (event), headers).then(
    () => equal(true, false, 'a parsed body is thrown'),
    (error) => equal(error instanceof RawBodyError, true, 'as a RawBodyError'),
  );
  try {
    createWebhookReceiver({ secret: `${secret}\n` });
    equal(true, false, 'a secret with a line break is thrown');
  } catch (error) {
    equal(error instanceof SecretError, true, 'as a SecretError');
  }
  return 'ok';
}
