/**
 * Where everything that happens is written down, in order. What is in memory is made anew from it at the start,
 * so this interface is all that another engine (such as a shared database) has to offer.
 */
export interface RecordLog {
  /** Writes one record, a JSON text without line breaks. It is safe once the next commit is done. */
  append(record: string): void;
  /**
   * Calls back when everything appended so far is written. Records of many requests are written together, so
   * that being safe costs each of them little.
   */
  afterCommit(callback: () => void): void;
  /** Writes everything appended so far, at once. */
  commit(): void;
  /** Commits and lets go of the storage. */
  close(): void;
}

/** What the log asks of the state it belongs to. */
export interface RestatedState {
  /** Takes a record in, in the order they were written. */
  apply(record: unknown): void;
  /** Everything that has to outlive old records: settings, profiles and counters, as records. */
  restate(): Iterable<string>;
  /** The oldest numbers still needed: records that are about older things only can go. */
  floor(): Watermark;
  /** The numbers that come next. */
  ceiling(): Watermark;
}

/** Numbers of things (messages and what people wrote) and of changes, both ever rising. */
export interface Watermark {
  thing: number;
  change: number;
}
