import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bulkGate } from '../src/bulk-gate.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Whether a batch that may wait for so long is let through, as time goes on. */
function entering(gate: ReturnType<typeof bulkGate>, left: number) {
  const state = { entered: false };
  void gate.enter(left).then(() => {
    state.entered = true;
  });
  return state;
}

test('a shorter pause that comes later does not open the gate early', async () => {
  const gate = bulkGate(new AbortController().signal);
  await gate.pause(1000, 429);
  await gate.pause(10, 503);
  const state = entering(gate, 100_000);

  await vi.advanceTimersByTimeAsync(900);
  expect(state.entered).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(state.entered).toBe(true);
});

test('nobody is held longer than their call has', async () => {
  const gate = bulkGate(new AbortController().signal);
  await gate.pause(1000, 429);
  const state = entering(gate, 100);

  await vi.advanceTimersByTimeAsync(200);
  expect(state.entered).toBe(true);
});

test('when all is halted nobody gets through, though the gate is open', async () => {
  const reason = new Error('enough');

  await expect(bulkGate(AbortSignal.abort(reason)).enter(1000)).rejects.toBe(reason);
});
