import { unwatchFile, watchFile } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 200;
// A bundler may still be writing when the change is seen.
const SETTLE_MS = 100;

/**
 * Calls back each time a file changes, one call at a time, until the returned function is called.
 *
 * It looks at the file instead of waiting for the system to tell: that works for a file that is written in
 * place, replaced, or deleted and made again, and on every file system.
 */
export function watchFileForChange(file: string, onChange: () => Promise<void>): () => void {
  let pending = Promise.resolve();
  const listener = () => {
    pending = pending.then(() => wait(SETTLE_MS)).then(onChange);
  };
  watchFile(file, { interval: POLL_MS }, listener);
  return () => unwatchFile(file, listener);
}
