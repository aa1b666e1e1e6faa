import { describe, expect, test, vi } from 'vitest';
import { createMemoryStore } from '../src/index.ts';

describe('the store in memory', () => {
  test('calls once for an id, and for each other id', async () => {
    const store = createMemoryStore();
    const handle = vi.fn(async () => {});
    for (const id of ['a', 'b', 'a', 'a', 'b']) await store.once(id, handle);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  test('forgets what failed, and tells whoever asked', async () => {
    const store = createMemoryStore();
    const failure = new Error('Not now');
    await expect(store.once('a', () => Promise.reject(failure))).rejects.toBe(failure);
    const handle = vi.fn(async () => {});
    await store.once('a', handle);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  test('remembers as many as it is told, and forgets what came first', async () => {
    const store = createMemoryStore(3);
    const handle = vi.fn(async () => {});
    for (const id of ['a', 'b', 'c', 'd']) await store.once(id, handle);
    expect(handle).toHaveBeenCalledTimes(4);
    for (const id of ['b', 'c', 'd']) await store.once(id, handle);
    expect(handle).toHaveBeenCalledTimes(4);
    await store.once('a', handle);
    expect(handle).toHaveBeenCalledTimes(5);
  });

  test('remembers 50,000 by default, and no more', async () => {
    const store = createMemoryStore();
    const handle = vi.fn(async () => {});
    for (let id = 0; id <= 50_000; id++) await store.once(String(id), handle);
    await store.once('1', handle);
    expect(handle).toHaveBeenCalledTimes(50_001);
    await store.once('0', handle);
    expect(handle).toHaveBeenCalledTimes(50_002);
  });
});
