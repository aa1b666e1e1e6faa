import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Catch } from './catch.ts';

/**
 * Runs the quick checks on mutations, in processes that stay warm.
 * @param indexes of the mutations, in the order that `specMutations` has them.
 * @param told is called as each is done.
 * @throws {Error} when a process ends before its work.
 */
export async function quickPool(
  indexes: number[],
  jobs: number,
  told: (index: number, caught: Catch | undefined) => void,
): Promise<void> {
  const waiting = [...indexes];
  const workers: ChildProcess[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => {
      const worker = fork(fileURLToPath(new URL('./worker.js', import.meta.url)));
      workers.push(worker);
      const next = () => {
        const index = waiting.shift();
        if (index === undefined) {
          worker.off('exit', died).disconnect();
          resolve();
        } else worker.send(index);
      };
      const died = (code: number | null) => reject(new Error(`A process of the checks ended with ${code}.`));
      worker.on('exit', died);
      worker.on('message', ({ index, caught }: { index: number; caught?: Catch }) => {
        told(index, caught);
        next();
      });
      next();
    });
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, indexes.length) }, work));
  } finally {
    for (const worker of workers) worker.kill();
  }
}
