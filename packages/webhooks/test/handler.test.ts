import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  createMemoryStore,
  createWebhookHandler,
  createWebhookReceiver,
  type EventStore,
  type HandlerOptions,
  RawBodyError,
} from '../src/index.ts';
import { contract, exampleBody, exampleEvent, typed } from './contract.ts';
import { signed } from './sign.ts';

const secret = 'a-secret-of-a-webhook';
const receiver = createWebhookReceiver({ secret });
const event = exampleEvent('event-message-delivered');
const withId = (last: number, more: object = {}) => ({
  ...event,
  eventId: `0dceaf0d-93ea-4314-a6f8-${String(last).padStart(12, '0')}`,
  ...more,
});
const bad = (last: number) => withId(last, { timestamp: 'yesterday' });

const requestOf = (value: unknown) => {
  const body = typeof value === 'string' ? value : JSON.stringify(value);
  return new Request('https://hooks.example/', { method: 'POST', headers: signed(body, secret), body });
};
const handlerWith = (options: HandlerOptions) => {
  const handler = createWebhookHandler(receiver, options);
  return async (value: unknown) => (await handler(requestOf(value))).status;
};

function withResolvers() {
  let resolve = () => {};
  let reject = (_reason: Error) => {};
  const promise = new Promise<void>((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
}

describe('an event goes to', () => {
  test('the handler of its name, and no other', async () => {
    const delivered = vi.fn();
    const others = vi.fn();
    const post = handlerWith({
      on: { 'message.delivered': delivered, 'message.sent': others, unknown: others },
    });
    expect(await post(event)).toBe(204);
    expect(delivered).toHaveBeenCalledExactlyOnceWith(event, { signal: expect.any(AbortSignal) });
    expect(others).not.toHaveBeenCalled();
  });

  test.each(['chat.closed', 'unknown', 'toString', '__proto__'])(
    'the handler of unknown events, when it is called %j',
    async (name) => {
      const unknown = vi.fn();
      expect(await handlerWith({ on: { unknown } })({ ...event, name })).toBe(204);
      expect(unknown).toHaveBeenCalledExactlyOnceWith({ ...event, name }, expect.anything());
    },
  );

  test('onEvent, when its name has no handler of its own', async () => {
    const onEvent = vi.fn();
    const sent = vi.fn();
    const post = handlerWith({ on: { 'message.sent': sent }, onEvent });
    await post([withId(1), withId(2, { name: 'message.sent' }), withId(3, { name: 'chat.closed' })]);
    expect(onEvent.mock.calls.map(([{ event }]) => event.eventId)).toEqual([
      withId(1).eventId,
      withId(3).eventId,
    ]);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  test('nobody, and is accepted, when there is no handler for it', async () => {
    const once = vi.fn();
    expect(await handlerWith({ on: { 'message.sent': vi.fn() }, store: { once } })(event)).toBe(204);
    expect(once).not.toHaveBeenCalled();
  });
});

describe('an event that comes twice', () => {
  test('is handled once, and accepted twice', async () => {
    const onEvent = vi.fn();
    const post = handlerWith({ onEvent });
    expect([await post(event), await post(event)]).toEqual([204, 204]);
    expect(onEvent).toHaveBeenCalledTimes(1);
  });

  test('in one batch is handled once', async () => {
    const onEvent = vi.fn();
    expect(await handlerWith({ onEvent })([event, event, withId(2)])).toBe(204);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  test('at the same time is handled once, and both wait for the outcome', async () => {
    const { promise, resolve } = withResolvers();
    const onEvent = vi.fn(() => promise);
    const post = handlerWith({ onEvent });
    const answers = Array.from({ length: 20 }, () => post(event));
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled());
    resolve();
    expect(await Promise.all(answers)).toEqual(Array(20).fill(204));
    expect(onEvent).toHaveBeenCalledTimes(1);
  });

  test('at the same time and fails, fails for both and is handled again later', async () => {
    const { promise, reject } = withResolvers();
    const onEvent = vi.fn().mockReturnValueOnce(promise);
    const post = handlerWith({ onEvent, onError: () => {} });
    const answers = [post(event), post(event)];
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled());
    reject(new Error('The queue is full'));
    expect(await Promise.all(answers)).toEqual([500, 500]);
    expect(await post(event)).toBe(204);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  test('after it failed is handled again', async () => {
    const onError = vi.fn();
    const failure = new Error('The database is down');
    const onEvent = vi.fn().mockRejectedValueOnce(failure);
    const post = handlerWith({ onEvent, onError });
    expect([await post(event), await post(event), await post(event)]).toEqual([500, 204, 204]);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledExactlyOnceWith(failure, typed(event));
  });

  test('after its handler threw and did not reject is handled again', async () => {
    const onEvent = vi.fn().mockImplementationOnce(() => {
      throw new Error('Not ready');
    });
    const post = handlerWith({ onEvent, onError: () => {} });
    expect([await post(event), await post(event)]).toEqual([500, 204]);
  });
});

describe('in a batch', () => {
  test('events are handled one after the other, in order', async () => {
    const log: string[] = [];
    const post = handlerWith({
      async onEvent({ event: { eventId } }) {
        log.push(`start ${eventId}`);
        await new Promise(setImmediate);
        log.push(`end ${eventId}`);
      },
    });
    await post([withId(2), withId(1), withId(3)]);
    expect(log).toEqual(
      [2, 1, 3].flatMap((last) => [`start ${withId(last).eventId}`, `end ${withId(last).eventId}`]),
    );
  });

  test('one that fails keeps no other from being handled, and only it is handled again', async () => {
    const seen: string[] = [];
    let fail = true;
    const post = handlerWith({
      onEvent({ event: { eventId } }) {
        seen.push(eventId.slice(-1));
        if (fail && eventId.endsWith('2')) throw new Error('Not this one');
      },
      onError: () => {},
    });
    const batch = [withId(1), withId(2), withId(3)];
    expect(await post(batch)).toBe(500);
    fail = false;
    expect(await post(batch)).toBe(204);
    expect(seen).toEqual(['1', '2', '3', '2']);
  });

  test('a bad one is answered with 400, after the good ones are handled', async () => {
    const onEvent = vi.fn();
    const onRefused = vi.fn();
    const post = handlerWith({ onEvent, onRefused });
    expect(await post([withId(1), bad(2), withId(3)])).toBe(400);
    expect(onEvent).toHaveBeenCalledTimes(2);
    expect(onRefused).toHaveBeenCalledExactlyOnceWith({
      ok: false,
      status: 400,
      reason: 'events-invalid',
      invalid: [expect.objectContaining({ index: 1, value: bad(2) })],
    });
  });

  test('a bad one beside one that failed is answered with 500, since the other must come again', async () => {
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('The queue is full'));
    const post = handlerWith({ onEvent, onError: () => {} });
    expect([await post([withId(1), bad(2)]), await post([withId(1), bad(2)])]).toEqual([500, 400]);
  });

  test('a bad one that onInvalid takes is accepted', async () => {
    const onInvalid = vi.fn();
    const onRefused = vi.fn();
    const post = handlerWith({ onEvent: vi.fn(), onInvalid, onRefused });
    expect(await post([withId(1), bad(2), bad(3)])).toBe(204);
    expect(onInvalid.mock.calls.map(([{ index, value }]) => [index, value])).toEqual([
      [1, bad(2)],
      [2, bad(3)],
    ]);
    expect(onRefused).not.toHaveBeenCalled();
  });
});

describe('a body with bad events only', () => {
  test('is answered with 400', async () => {
    expect(await handlerWith({ onEvent: vi.fn() })(bad(1))).toBe(400);
  });

  test('is accepted when onInvalid takes them', async () => {
    const onInvalid = vi.fn();
    expect(await handlerWith({ onEvent: vi.fn(), onInvalid })([bad(1), bad(2)])).toBe(204);
    expect(onInvalid).toHaveBeenCalledTimes(2);
  });

  test('comes again when onInvalid fails', async () => {
    const onError = vi.fn();
    const onInvalid = () => Promise.reject(new Error('The disk is full'));
    expect(await handlerWith({ onEvent: vi.fn(), onInvalid, onError })(bad(1))).toBe(500);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test('that has none at all is answered with 400, though onInvalid is there', async () => {
    expect(await handlerWith({ onEvent: vi.fn(), onInvalid: vi.fn() })([])).toBe(400);
  });
});

describe('the time to answer', () => {
  /** The clock of the next requests, which ends when the test says so. */
  function clock() {
    const controller = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(controller.signal);
    return {
      timeout,
      signal: controller.signal,
      end: () => controller.abort(new DOMException('It is over', 'TimeoutError')),
    };
  }
  afterEach(() => vi.restoreAllMocks());

  test('ends with 500, an aborted signal and a report', async () => {
    const { end, timeout } = clock();
    const onError = vi.fn();
    let signal: AbortSignal | undefined;
    const post = handlerWith({
      onEvent: (_event, context) => {
        signal = context.signal;
        end();
        return new Promise(() => {});
      },
      onError,
      timeout: 1_234,
    });
    expect(await post(event)).toBe(500);
    expect(timeout).toHaveBeenCalledExactlyOnceWith(1_234);
    expect(signal?.aborted).toBe(true);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: 'TimeoutError' }),
      undefined,
    );
  });

  test('is by default nine tenths of what the contract gives', async () => {
    const { timeout } = clock();
    await handlerWith({ onEvent: vi.fn() })(event);
    const seconds = contract.components.responses.EventNotTaken['x-answer-within-seconds'];
    expect(timeout).toHaveBeenCalledExactlyOnceWith(seconds * 900);
  });

  test('being over, no further event of the batch is begun; the next delivery does the rest', async () => {
    const { end } = clock();
    const { promise, resolve } = withResolvers();
    const onEvent = vi.fn().mockImplementationOnce(() => {
      end();
      return promise;
    });
    const post = handlerWith({ onEvent, onError: () => {} });
    const batch = [withId(1), withId(2)];
    expect(await post(batch)).toBe(500);
    resolve();
    await new Promise(setImmediate);
    expect(onEvent).toHaveBeenCalledTimes(1);
    expect(await post(batch)).toBe(204);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });

  test('counts the body that trickles in as well', async () => {
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(10)) });
    const handler = createWebhookHandler(receiver, { onEvent: vi.fn(), onError: () => {}, timeout: 20 });
    expect((await handler({ headers: {}, body })).status).toBe(500);
  });

  test('is not listened to after the answer, which would keep Deno running until it is over', async () => {
    const { signal } = clock();
    expect(await handlerWith({ onEvent: vi.fn() })(event)).toBe(204);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('is not reported when it ends after the answer', async () => {
    const { end } = clock();
    const onError = vi.fn();
    expect(await handlerWith({ onEvent: vi.fn(), onError })(event)).toBe(204);
    end();
    await new Promise(setImmediate);
    expect(onError).not.toHaveBeenCalled();
  });
});

describe('the body of a request', () => {
  const text = exampleBody('event-message-delivered');
  const headers = signed(text, secret);
  const onEvent = vi.fn();
  const post = async (body: unknown, bodyUsed = false) => {
    const onError = vi.fn();
    const handler = createWebhookHandler(receiver, { onEvent, onError });
    const { status } = await handler({ headers, body, bodyUsed });
    return { status, error: onError.mock.calls[0]?.[0] };
  };

  test.each([1, 7, 100_000])('can come in chunks of %i bytes', async (size) => {
    const bytes = Buffer.from(text);
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    expect(await post(chunks())).toEqual({ status: 204 });
  });

  test('can be there already, as text or bytes', async () => {
    expect(await post(text)).toEqual({ status: 204 });
    expect(await post(Buffer.from(text))).toEqual({ status: 204 });
  });

  test('that is absent is not signed', async () => {
    expect(await post(null)).toEqual({ status: 401 });
  });

  test('that is parsed already comes again, with a report that says why', async () => {
    expect(await post(JSON.parse(text))).toEqual({ status: 500, error: expect.any(RawBodyError) });
    expect(await post(undefined)).toEqual({ status: 500, error: expect.any(RawBodyError) });
  });

  test('that was read already comes again, with a report that says why', async () => {
    const request = requestOf(event);
    await request.text();
    const onError = vi.fn();
    const handler = createWebhookHandler(receiver, { onEvent, onError });
    expect((await handler(request)).status).toBe(500);
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(RawBodyError), undefined);
  });

  test('that breaks off comes again', async () => {
    async function* broken() {
      yield new Uint8Array(10);
      throw new Error('The connection was reset');
    }
    expect(await post(broken())).toMatchObject({
      status: 500,
      error: { message: 'The connection was reset' },
    });
  });

  test('that is too large is not read to its end', async () => {
    let read = 0;
    async function* large() {
      while (read < 20) {
        read++;
        yield new Uint8Array(1_000_000);
      }
    }
    expect(await post(large())).toEqual({ status: 413 });
    expect(read).toBe(6);
  });
});

describe('what fails around the events', () => {
  test('a store that cannot be asked: the event comes again', async () => {
    const onEvent = vi.fn();
    const onError = vi.fn();
    const failure = new Error('No connection');
    for (const once of [
      () => Promise.reject(failure),
      () => {
        throw failure;
      },
    ]) {
      expect(await handlerWith({ onEvent, onError, store: { once } })(event)).toBe(500);
      expect(onError).toHaveBeenLastCalledWith(failure, typed(event));
    }
    expect(onEvent).not.toHaveBeenCalled();
  });

  test.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('No log');
      },
    ],
    ['rejects', () => Promise.reject(new Error('No log'))],
  ])('an onError that %s: the answer is still given', async (_name, onError) => {
    const onEvent = () => Promise.reject(new Error('The queue is full'));
    expect(await handlerWith({ onEvent, onError })(event)).toBe(500);
    expect(await handlerWith({ onEvent: () => new Promise(() => {}), onError, timeout: 20 })(event)).toBe(
      500,
    );
  });

  test('an onRefused that fails: the answer is one that lets it come again', async () => {
    const onRefused = () => Promise.reject(new Error('No log'));
    expect(await handlerWith({ onEvent: vi.fn(), onRefused, onError: () => {} })('{}')).toBe(500);
  });

  test('by default it is told on the console, without the event', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const failure = new Error('The queue is full');
    await handlerWith({ onEvent: () => Promise.reject(failure) })(event);
    expect(log).toHaveBeenCalledExactlyOnceWith(failure);
    log.mockRestore();
  });
});

describe('a store of your own', () => {
  test('is asked by eventId, and decides', async () => {
    const onEvent = vi.fn();
    const store: EventStore = { once: vi.fn(async () => {}) };
    expect(await handlerWith({ onEvent, store })([withId(1), withId(2)])).toBe(204);
    expect(vi.mocked(store.once).mock.calls.map(([eventId]) => eventId)).toEqual([
      withId(1).eventId,
      withId(2).eventId,
    ]);
    expect(onEvent).not.toHaveBeenCalled();
  });

  test('can be shared by handlers', async () => {
    const store = createMemoryStore();
    const [one, other] = [vi.fn(), vi.fn()];
    await handlerWith({ onEvent: one, store })(event);
    await handlerWith({ onEvent: other, store })(event);
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
  });
});
