import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isolate } from '../src/isolate.ts';

/** An API that refuses a batch with a bad item, and names so many of the bad ones. */
function apiOf(isBad: (item: number) => boolean, names: number) {
  const accepted: number[] = [];
  const requests: number[][] = [];
  const rejected = new Map<number, string[]>();
  const send = async (batch: readonly number[]) => {
    requests.push([...batch]);
    const bad = batch.flatMap((item, index) => (isBad(item) ? [index] : []));
    if (bad.length === 0) {
      accepted.push(...batch);
      return undefined;
    }
    const failures = bad.slice(0, names).map((index) => ({ paramName: `[${index}].to`, message: 'is bad' }));
    return { failures, cause: new Error('refused') };
  };
  const reject = (item: number, failures: { paramName: string }[]) => {
    expect(rejected.has(item)).toBe(false);
    rejected.set(
      item,
      failures.map(({ paramName }) => paramName),
    );
  };
  return { accepted, requests, rejected, send, reject };
}

const ids = fc.uniqueArray(fc.nat(500), { maxLength: 200 });

test('every good item is accepted once and every bad one rejected once, however many the API names', async () => {
  await fc.assert(
    fc.asyncProperty(ids, fc.func(fc.boolean()), fc.nat(5), async (items, isBad, names) => {
      const { accepted, rejected, send, reject } = apiOf(isBad, names);

      await isolate(items, send, reject);

      const good = items.filter((item) => !isBad(item));
      expect(accepted.toSorted()).toEqual(good.toSorted());
      expect([...rejected.keys()].toSorted()).toEqual(items.filter((item) => isBad(item)).toSorted());
    }),
  );
});

test('one refusal that names all bad items costs one more request', async () => {
  const items = Array.from({ length: 5000 }, (_, n) => n);
  const { accepted, rejected, requests, send, reject } = apiOf((item) => item % 100 === 0, 5000);

  await isolate(items, send, reject);

  expect(requests).toHaveLength(2);
  expect(rejected.size).toBe(50);
  expect(rejected.get(0)).toEqual(['to']);
  expect(accepted).toHaveLength(4950);
});

test('one bad item that is not named is found in about twice the logarithm of requests', async () => {
  const items = Array.from({ length: 5000 }, (_, n) => n);
  const { accepted, requests, send, reject } = apiOf((item) => item === 1234, 0);

  await isolate(items, send, reject);

  expect(accepted).toHaveLength(4999);
  expect(requests.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(5000)));
});

test('an API that names one bad item at a time is not sent the whole batch for each', async () => {
  const items = Array.from({ length: 1024 }, (_, n) => n);
  const { rejected, requests, send, reject } = apiOf(() => true, 1);

  await isolate(items, send, reject);

  expect(rejected.size).toBe(1024);
  const sent = requests.reduce((sum, batch) => sum + batch.length, 0);
  expect(sent).toBeLessThan(1024 * 12);
});

test.each(['to', '[7].to', '[x].to', '[-1].to', ''])(
  'a failure at %j of a single item is a failure of that item',
  async (paramName) => {
    const found: unknown[] = [];
    await isolate(
      ['item'],
      async () => ({ failures: [{ paramName, message: 'is bad' }], cause: undefined }),
      (item, failures) => found.push([item, failures]),
    );
    expect(found).toEqual([['item', [{ paramName, message: 'is bad' }]]]);
  },
);

test('an item that is bad for several reasons is told all of them', async () => {
  const told: object[] = [];
  const failures = [
    { paramName: '[1].to', message: 'is missing' },
    { paramName: '[1].body', message: 'is too long' },
  ];
  let refused = false;
  const send = async () => {
    if (refused) return undefined;
    refused = true;
    return { failures, cause: undefined };
  };

  await isolate(['good', 'bad'], send, (item, why) => told.push({ item, why }));

  expect(told).toEqual([
    {
      item: 'bad',
      why: [
        { paramName: 'to', message: 'is missing' },
        { paramName: 'body', message: 'is too long' },
      ],
    },
  ]);
});
