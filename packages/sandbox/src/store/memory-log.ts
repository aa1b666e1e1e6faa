import type { RecordLog } from './record-log.ts';

/** Keeps nothing: for `--ephemeral` and tests. */
export class MemoryLog implements RecordLog {
  append(): void {}

  afterCommit(callback: () => void): void {
    callback();
  }

  commit(): void {}

  close(): void {}
}
