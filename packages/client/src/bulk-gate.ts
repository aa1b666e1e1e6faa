import { wait } from './limited.ts';
import type { Call } from './perform.ts';

/**
 * What the batches of one `sendMany` pass: when the API tells one of them to slow down, all of them wait.
 *
 * @param halt keeps further requests from leaving, but lets one come to its end that is under way
 */
export function bulkGate(halt: AbortSignal): NonNullable<Call['gate']> {
  let opensAt = 0;
  return {
    async enter(left) {
      halt.throwIfAborted();
      const end = performance.now() + left;
      for (;;) {
        const ms = Math.min(opensAt, end) - performance.now();
        if (ms <= 0) return;
        await wait(ms, halt);
      }
    },
    async pause(delay, status) {
      // Those who wait find the new time when they wake.
      if (status === 429 || status === 503) opensAt = Math.max(opensAt, performance.now() + delay);
      else await wait(delay, halt);
    },
  };
}
