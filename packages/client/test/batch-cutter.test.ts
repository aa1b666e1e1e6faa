import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchCutter, batchJson, type Entry } from '../src/batch-cutter.ts';

const bytesOf = (text: string) => Buffer.byteLength(text);

function cutAll(values: unknown[], maxItems: number, maxBytes: number) {
  const cutter = new BatchCutter({ maxItems, maxBytes });
  const batches: Entry<unknown>[][] = [];
  values.forEach((item, index) => {
    const json = JSON.stringify(item);
    const batch = cutter.add({ item, index, json, bytes: bytesOf(json) });
    if (batch) batches.push(batch);
  });
  const rest = cutter.flush();
  return rest.length > 0 ? [...batches, rest] : batches;
}

test('batches hold everything once, in order, within both limits, and could not hold one more', () => {
  const values = fc.array(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.integer()), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      values,
      fc.integer({ min: 1, max: 10 }),
      fc.integer({ min: 0, max: 100 }),
      (values, maxItems, room) => {
        const largest = Math.max(0, ...values.map((value) => bytesOf(JSON.stringify(value))));
        const maxBytes = largest + 2 + room;
        const batches = cutAll(values, maxItems, maxBytes);

        expect(batches.flat().map(({ item }) => item)).toEqual(values);
        expect(batches.flat().map(({ index }) => index)).toEqual(values.map((_, index) => index));
        for (const [n, batch] of batches.entries()) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(maxItems);
          expect(bytesOf(batchJson(batch))).toBeLessThanOrEqual(maxBytes);
          const next = batches[n + 1]?.[0];
          if (next && batch.length < maxItems)
            expect(bytesOf(batchJson([...batch, next]))).toBeGreaterThan(maxBytes);
        }
      },
    ),
  );
});

test('the JSON of a batch is the JSON of its items', () => {
  const values = [{ text: 'Grüße, „Welt“ 🎉' }, [], 1, null];
  expect(cutAll(values, 9, 999).map((batch) => JSON.parse(batchJson(batch)))).toEqual([values]);
});
