import type { SendMessageRequest } from '@enterprise-communications/types';
import { sendMessageRequest } from '@enterprise-communications/validators';
import { expect, test } from 'vitest';
import {
  AuthenticationError,
  type ClientOptions,
  createClient,
  type Outcome,
  OutcomeUnknownError,
  type Progress,
} from '../src/index.ts';
import { apiSpaceId, quick, request } from './example.ts';

const numbered = (n: number): SendMessageRequest => ({ ...request, metadata: { n } });
const numbers = (count: number) => Array.from({ length: count }, (_, n) => numbered(n));
const accept = (batch: SendMessageRequest[]) =>
  Response.json(
    batch.map((message, index) => ({ index, messageId: `id-${message.metadata?.['n']}` })).reverse(),
    { status: 202 },
  );

type Answer = (batch: SendMessageRequest[], init: { signal: AbortSignal }) => Response | Promise<Response>;

/** A client whose batches are answered by a function. */
function clientOf(answer: Answer, options?: Partial<ClientOptions>) {
  const batches: SendMessageRequest[][] = [];
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    retry: quick,
    fetch: async (_, init) => {
      const batch = JSON.parse(init.body ?? '');
      batches.push(batch);
      return answer(batch, init);
    },
    ...options,
  });
  return { messages, batches };
}

async function collect<Item>(outcomes: AsyncIterable<Outcome<Item>>) {
  const all: Outcome<Item>[] = [];
  let error: unknown;
  try {
    for await (const outcome of outcomes) all.push(outcome);
  } catch (thrown) {
    error = thrown;
  }
  all.sort((one, other) => one.index - other.index);
  return { all, error, names: all.map(({ outcome }) => outcome) };
}

test('each item has its outcome, with its own position and id', async () => {
  const { messages, batches } = clientOf(accept);
  const items = numbers(25);

  const { all } = await collect(messages.sendMany(items, { batchItems: 10 }));

  expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(all).toEqual(
    items.map((item, index) => ({ outcome: 'accepted', item, index, messageId: `id-${index}` })),
  );
  expect(all[7]?.item).toBe(items[7]);
});

test('nothing to send sends nothing', async () => {
  const { messages, batches } = clientOf(accept);

  expect((await collect(messages.sendMany([]))).all).toEqual([]);
  expect(batches).toEqual([]);
});

test('any iterable will do, and items can be anything that a message is made from', async () => {
  const { messages } = clientOf(accept);
  async function* rows() {
    for (let n = 0; n < 3; n++) yield `44770090012${n}`;
  }

  const { all } = await collect(
    messages.sendMany(rows(), {
      toMessage: (phoneNumber, index) => ({ ...request, to: { phoneNumber }, metadata: { n: index } }),
    }),
  );

  expect(all.map(({ item }) => item)).toEqual(['447700900120', '447700900121', '447700900122']);
});

test('batches are cut by bytes too, and an item that is too large alone is not sent', async () => {
  const { messages, batches } = clientOf(accept);
  const size = JSON.stringify(numbered(0)).length;
  const items = [
    ...numbers(4),
    { ...numbered(4), body: 'x'.repeat(3 * size) } as SendMessageRequest,
    numbered(5),
  ];

  const { all } = await collect(messages.sendMany(items, { batchBytes: 2 * size + 3 }));

  expect(batches.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(all[4]).toMatchObject({
    outcome: 'rejected',
    failures: [{ paramName: '', message: `is larger than ${2 * size + 3} bytes` }],
  });
});

test('messages are checked first when a validator is given', async () => {
  const { messages, batches } = clientOf(accept);
  const items = [numbered(0), { body: 'Hello', rules: ['sms'] } as SendMessageRequest, numbered(2)];

  const { all, names } = await collect(messages.sendMany(items, { validator: sendMessageRequest }));

  expect(names).toEqual(['accepted', 'rejected', 'accepted']);
  expect(all[1]).toMatchObject({ failures: [{ paramName: 'to', message: 'is required' }] });
  expect(batches).toEqual([[items[0], items[2]]]);
});

test('what cannot be made a message is rejected, and the rest is sent', async () => {
  const { messages } = clientOf(accept);
  const failure = new Error('no phone number in this row');

  const { all, names } = await collect(
    messages.sendMany<unknown>([0, 1, 2, 3], {
      toMessage(item) {
        if (item === 1) throw failure;
        if (item === 2) return { ...request, metadata: { n: 1n } };
        return item === 3 ? (undefined as never) : numbered(0);
      },
    }),
  );

  expect(names).toEqual(['accepted', 'rejected', 'rejected', 'rejected']);
  expect(all.slice(1)).toMatchObject([
    { cause: failure },
    { cause: expect.any(TypeError) },
    { cause: expect.any(TypeError) },
  ]);
});

test.each([
  ['names the bad items', true],
  ['names none', false],
])('an API that refuses a batch and %s: the bad items are found, the others accepted', async (_, names) => {
  const isBad = ({ metadata }: SendMessageRequest) => metadata?.['n'] === 3 || metadata?.['n'] === 12;
  const { messages } = clientOf((batch) => {
    const failures = batch.flatMap((message, index) =>
      isBad(message) ? [{ paramName: `${names ? `[${index}].` : ''}rules`, message: 'is bad' }] : [],
    );
    if (failures.length === 0) return accept(batch);
    return Response.json({ validationFailures: failures }, { status: 400 });
  });

  const { all } = await collect(messages.sendMany(numbers(20)));

  const rejected = all.filter(({ outcome }) => outcome === 'rejected');
  expect(rejected.map(({ index }) => index)).toEqual([3, 12]);
  expect(rejected).toMatchObject([
    { failures: [{ paramName: 'rules' }], cause: { name: 'ValidationError' } },
    { failures: [{ paramName: 'rules' }], cause: { name: 'ValidationError' } },
  ]);
  expect(all.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(18);
});

test('a batch that is too large for the API is halved', async () => {
  const { messages, batches } = clientOf((batch) =>
    batch.length > 3 ? new Response(null, { status: 413 }) : accept(batch),
  );

  const { names } = await collect(messages.sendMany(numbers(8)));

  expect(names).toEqual(Array(8).fill('accepted'));
  expect(batches.map(({ length }) => length)).toEqual([8, 4, 2, 2, 4, 2, 2]);
});

test('a batch in doubt is not repeated, and the others go on', async () => {
  const { messages, batches } = clientOf((batch) =>
    batch[0]?.metadata?.['n'] === 5 ? new Response(null, { status: 500 }) : accept(batch),
  );

  const { all, names } = await collect(messages.sendMany(numbers(15), { batchItems: 5 }));

  expect(batches).toHaveLength(3);
  expect(names.slice(5, 10)).toEqual(Array(5).fill('unknown'));
  expect(names.filter((name) => name === 'accepted')).toHaveLength(10);
  expect(all[5]).toMatchObject({ cause: { name: 'OutcomeUnknownError', status: 500 } });
});

test.each([
  ['leaves an item out', (entries: object[]) => entries.slice(1)],
  ['gives an id that is no text', (entries: object[]) => [{ index: 0, messageId: 7 }, ...entries.slice(1)]],
  ['gives an index twice', ([, ...entries]: object[]) => [...entries, ...entries]],
  ['gives null for an entry', ([, ...entries]: object[]) => [null, ...entries]],
])('an answer that %s leaves that item unknown', async (_, change) => {
  const { messages } = clientOf((batch) => {
    const entries = batch.map((_, index) => ({ index, messageId: `id-${index}` }));
    return Response.json(change(entries), { status: 202 });
  });

  const { all, names } = await collect(messages.sendMany(numbers(3)));

  expect(names).toEqual(['unknown', 'accepted', 'accepted']);
  expect((all[0] as { cause: unknown }).cause).toBeInstanceOf(OutcomeUnknownError);
});

test('an answer that is no list leaves the whole batch unknown', async () => {
  const { messages } = clientOf(() => Response.json({ accepted: true }, { status: 202 }));

  expect((await collect(messages.sendMany(numbers(3)))).names).toEqual(['unknown', 'unknown', 'unknown']);
});

test('a 429 slows down all batches, not only its own', async () => {
  let limited = 0;
  const times: number[] = [];
  const { messages } = clientOf(
    (batch) => {
      times.push(performance.now());
      if (limited++ === 1) return new Response(null, { status: 429, headers: { 'Retry-After': '1' } });
      return new Promise((resolve) => setTimeout(() => resolve(accept(batch)), 20));
    },
    { retry: { maxDelay: 300 } },
  );

  const { names } = await collect(messages.sendMany(numbers(12), { batchItems: 2, concurrency: 2 }));

  expect(names).toEqual(Array(12).fill('accepted'));
  const [, second = 0, third = 0] = times;
  expect(third - second).toBeGreaterThanOrEqual(295);
});

test('a connection that is refused is tried again until it is there', async () => {
  let refusals = 5;
  const { messages } = clientOf((batch) => {
    if (refusals-- > 0) throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
    return accept(batch);
  });

  expect((await collect(messages.sendMany(numbers(3)))).names).toEqual(Array(3).fill('accepted'));
});

test('a refused connection in the end means rejected, not unknown', async () => {
  const { messages } = clientOf(() => {
    throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
  });

  const { all, error } = await collect(messages.sendMany(numbers(2), { retry: { limit: 1 } }));

  expect(all).toMatchObject(
    Array(2).fill({ outcome: 'rejected', failures: [], cause: { name: 'ConnectionError' } }),
  );
  expect(error).toBeUndefined();
});

test('no more is under way, or read, than was asked for', async () => {
  let underWay = 0;
  let most = 0;
  let read = 0;
  let delivered = 0;
  let ahead = 0;
  const { messages } = clientOf(async (batch) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    underWay -= 1;
    return accept(batch);
  });
  function* source() {
    for (; read < 1000; read++) {
      ahead = Math.max(ahead, read - delivered);
      yield numbered(read);
    }
  }

  for await (const _ of messages.sendMany(source(), { batchItems: 10, concurrency: 3 })) {
    delivered += 1;
    if (delivered % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  expect(delivered).toBe(1000);
  expect(most).toBe(3);
  // Three under way and one being read, beside those that are being handed over.
  expect(ahead).toBeLessThanOrEqual(5 * 10);
});

test('an error that would meet every batch ends it: all that was read has its outcome', async () => {
  let read = 0;
  const { messages, batches } = clientOf(() => new Response(null, { status: 401 }));
  function* source() {
    for (;;) yield numbered(read++);
  }

  const { all, error, names } = await collect(
    messages.sendMany(source(), { batchItems: 10, concurrency: 2 }),
  );

  expect(error).toBeInstanceOf(AuthenticationError);
  expect(batches.length).toBeLessThanOrEqual(2);
  expect(all.map(({ index }) => index)).toEqual(Array.from({ length: read }, (_, index) => index));
  expect(new Set(names)).toEqual(new Set(['rejected']));
});

test('a source that fails: what it gave is sent, and then its error is thrown', async () => {
  const { messages } = clientOf(accept);
  const failure = new Error('line 4 is broken');
  async function* source() {
    yield* numbers(3);
    throw failure;
  }

  const { names, error } = await collect(messages.sendMany(source()));

  expect(names).toEqual(Array(3).fill('accepted'));
  expect(error).toBe(failure);
});

test('an abort accounts for every item: what left is unknown, what did not is rejected', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const { messages } = clientOf((batch, { signal }) => {
    if (batch[0]?.metadata?.['n'] === 0) return accept(batch);
    if (batch[0]?.metadata?.['n'] === 10) setTimeout(() => controller.abort(reason), 20);
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  });
  let read = 0;
  async function* source() {
    while (read < 25) yield numbered(read++);
    await new Promise(() => {});
  }

  const { all, names, error } = await collect(
    messages.sendMany(source(), { batchItems: 10, concurrency: 3, signal: controller.signal }),
  );

  expect(error).toBe(reason);
  expect(names).toEqual([
    ...Array(10).fill('accepted'),
    ...Array(10).fill('unknown'),
    ...Array(5).fill('rejected'),
  ]);
  expect(all[10]).toMatchObject({ cause: reason });
  expect(all[24]).toMatchObject({ cause: reason, failures: [] });
});

test('an abort during a wait that a 429 asked for leaves nothing in doubt', async () => {
  const controller = new AbortController();
  const { messages } = clientOf(() => new Response(null, { status: 429, headers: { 'Retry-After': '60' } }), {
    hooks: { onRetry: () => setTimeout(() => controller.abort(), 5) },
  });

  const { names } = await collect(messages.sendMany(numbers(3), { signal: controller.signal }));

  expect(names).toEqual(['rejected', 'rejected', 'rejected']);
});

test('an abort before the start reads nothing', async () => {
  const { messages, batches } = clientOf(accept);
  const reason = new Error('enough');
  let read = 0;
  function* source() {
    for (;;) yield numbered(read++);
  }

  const { all, error } = await collect(messages.sendMany(source(), { signal: AbortSignal.abort(reason) }));

  expect([all, error, read, batches]).toEqual([[], reason, 0, []]);
});

test('who leaves the loop has nothing sent behind their back, and the source is closed', async () => {
  let closed = false;
  const { messages, batches } = clientOf((batch) =>
    batch[0]?.metadata?.['n'] === 0
      ? accept(batch)
      : new Response(null, { status: 429, headers: { 'Retry-After': '60' } }),
  );
  function* source() {
    try {
      for (let n = 0; ; n++) yield numbered(n);
    } finally {
      closed = true;
    }
  }

  for await (const _ of messages.sendMany(source(), { batchItems: 2, concurrency: 2 })) break;

  const sent = batches.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(batches).toHaveLength(sent);
  expect(closed).toBe(true);
});

test('progress adds up, and what its listener throws is ignored', async () => {
  const reports: Progress[] = [];
  const { messages } = clientOf((batch) =>
    batch[0]?.metadata?.['n'] === 0 ? new Response(null, { status: 500 }) : accept(batch),
  );

  await collect(
    messages.sendMany([...numbers(20), undefined as never], {
      batchItems: 5,
      onProgress(progress) {
        reports.push(progress);
        throw new Error('no terminal');
      },
    }),
  );

  expect(reports.at(-1)).toEqual({ read: 21, accepted: 15, rejected: 1, unknown: 5 });
  for (const { read, accepted, rejected, unknown } of reports)
    expect(accepted + rejected + unknown).toBeLessThanOrEqual(read);
});

test.each([{ concurrency: 0 }, { batchItems: 0 }, { batchBytes: Number.NaN }])(
  '%j is refused',
  async (options) => {
    const { messages } = clientOf(accept);

    expect((await collect(messages.sendMany(numbers(1), options))).error).toBeInstanceOf(RangeError);
  },
);
