import type { EventStore } from './event-store.ts';

/**
 * A store in the memory of this process. When it is full it forgets what came first.
 *
 * @param maxEvents how many events it remembers, about 200 bytes each
 */
export function createMemoryStore(maxEvents = 50_000): EventStore {
  const runs = new Map<string, Promise<unknown>>();
  return {
    once(eventId, handle) {
      const run =
        runs.get(eventId) ??
        handle().catch((error) => {
          runs.delete(eventId);
          throw error;
        });
      runs.set(eventId, run);
      if (runs.size > maxEvents) runs.delete(runs.keys().next().value as string);
      return run;
    },
  };
}
