import type {
  AcceptedBatchItem,
  SendMessageRequest,
  ValidationFailure,
} from '@enterprise-communications/types';
import { BatchCutter, batchJson, type Entry } from './batch-cutter.ts';
import { bulkGate } from './bulk-gate.ts';
import { ApiError } from './errors/api-error.ts';
import { AuthenticationError } from './errors/authentication-error.ts';
import { NotFoundError } from './errors/not-found-error.ts';
import { OutcomeUnknownError } from './errors/outcome-unknown-error.ts';
import { PayloadTooLargeError } from './errors/payload-too-large-error.ts';
import { PermissionError } from './errors/permission-error.ts';
import { ValidationError } from './errors/validation-error.ts';
import { batchMaxBytes, batchMaxItems } from './generated/batch-limits.ts';
import { tell } from './hooks.ts';
import { isolate, type Refusal } from './isolate.ts';
import type { CallOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Call } from './perform.ts';
import type { WithResponse } from './result.ts';
import type { Send } from './send.ts';
import type { Settings } from './settings.ts';

/** How many items have been read, and what became of them so far. */
export interface Progress {
  read: number;
  accepted: number;
  rejected: number;
  unknown: number;
}

/** What checks a message before it is sent: `sendMessageRequest` of `@enterprise-communications/validators` does. */
export interface MessageValidator {
  validate(
    value: unknown,
  ): { valid: true } | { valid: false; failures: readonly { path: string; message: string }[] };
}

/** How many messages are sent. */
export interface SendManyOptions<Item> extends CallOptions {
  /** Makes the message of an item. Needed when the items are not messages themselves. */
  toMessage?: (item: Item, index: number) => SendMessageRequest;
  /**
   * Checks each message before it is sent, so that a bad one costs no request.
   * @default none: the API checks, and a batch that it refuses is sent again without its bad items
   */
  validator?: MessageValidator;
  /**
   * How many batches are under way at once.
   * @default 4
   */
  concurrency?: number;
  /**
   * The most messages in a batch.
   * @default the most that the API takes
   */
  batchItems?: number;
  /**
   * The most bytes of JSON in a batch.
   * @default the most that the API takes
   */
  batchBytes?: number;
  /** Called whenever outcomes are known. What it throws is ignored. */
  onProgress?: (progress: Progress) => unknown;
}

/**
 * Sends the messages of any iterable in batches.
 *
 * It ends without throwing only when the whole input was read. Otherwise it still gives the outcome of every item that
 * it read, and then throws: the reason of your abort, what your iterable threw, or the error that would meet every
 * other batch as well (401, 403, 404).
 */
export async function* sendMany<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  settings: Settings & SendManyOptions<Item>,
  send: Send,
): AsyncGenerator<Outcome<Item>, void, undefined> {
  const { toMessage, validator, onProgress, concurrency = 4, signal } = settings;
  // A batch that is told to wait should wait: nobody stands by for it.
  const bulkSettings = { deadline: 600_000, ...settings, retry: { limit: 20, ...settings.retry } };
  const maxItems = Math.min(settings.batchItems ?? batchMaxItems, batchMaxItems);
  const maxBytes = Math.min(settings.batchBytes ?? batchMaxBytes, batchMaxBytes);
  if (!(concurrency >= 1 && maxItems >= 1 && maxBytes >= 1))
    throw new RangeError('concurrency, batchItems and batchBytes must be 1 or more.');

  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const cutter = new BatchCutter<Item>({ maxItems, maxBytes });
  const encoder = new TextEncoder();
  const progress: Progress = { read: 0, accepted: 0, rejected: 0, unknown: 0 };
  const underWay = new Set<Promise<void>>();
  let settled: Outcome<Item>[] = [];
  let isReading = false;
  // Whether there is nothing more to read, and whether that is because the source has come to its end.
  let ended = false;
  let exhausted = false;
  let sourceError: { error: unknown } | undefined;
  let wake = () => {};

  // Stops what has not left yet, and lets what is under way come to its end; the caller's abort ends that too.
  const halt = new AbortController();
  halt.signal.addEventListener('abort', () => wake());
  const gate = bulkGate(halt.signal);
  const abort = () => halt.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);

  const settle = (outcome: Outcome<Item>) => {
    progress[outcome.outcome]++;
    settled.push(outcome);
  };
  const reject = (
    { item, index }: Pick<Entry<Item>, 'item' | 'index'>,
    failures: ValidationFailure[],
    cause?: unknown,
  ) => settle({ outcome: 'rejected', item, index, failures, ...(cause !== undefined && { cause }) });

  /** Makes an item ready for a batch. Gives a batch when one is complete. */
  const enter = (item: Item): Entry<Item>[] | undefined => {
    const keyed = { item, index: progress.read++ };
    try {
      const message = toMessage ? toMessage(item, keyed.index) : item;
      const checked = validator?.validate(message);
      if (checked?.valid === false) {
        const failures = checked.failures.map(({ path, message }) => ({ paramName: path, message }));
        return void reject(keyed, failures);
      }
      const json = JSON.stringify(message);
      if (json === undefined) throw new TypeError('This is nothing that JSON can say.');
      const bytes = encoder.encode(json).length;
      if (bytes + 2 <= maxBytes) return cutter.add({ ...keyed, json, bytes });
      reject(keyed, [{ paramName: '', message: `is larger than ${maxBytes} bytes` }]);
    } catch (error) {
      reject(keyed, [], error);
    }
    return undefined;
  };

  const start = (batch: Entry<Item>[]) => {
    const task = isolate(batch, attempt, reject).then(() => {
      underWay.delete(task);
      wake();
    });
    underWay.add(task);
  };

  /** Reads until a batch is complete, or as many items have failed on their own. */
  const read = async () => {
    try {
      while (settled.length < maxItems) {
        let next = iterator.next();
        // To wait for each item would be most of the time that a list takes.
        if ('then' in next) next = await next;
        if (halt.signal.aborted) return;
        if (next.done) {
          exhausted = true;
          break;
        }
        const batch = enter(next.value);
        if (batch) return start(batch);
      }
    } catch (error) {
      exhausted = true;
      sourceError = { error };
    }
    if (!exhausted) return;
    ended = true;
    start(cutter.flush());
  };

  const attempt = async (batch: readonly Entry<Item>[]): Promise<Refusal | undefined> => {
    const call: Call<'sendMessageBatch'> = { operation: 'sendMessageBatch', settings: bulkSettings, gate };
    try {
      const answer = await send(call, { body: batchJson(batch), bodySerializer: (json: string) => json });
      pair(batch, answer);
    } catch (error) {
      if (call.inDoubt) {
        for (const { item, index } of batch) settle({ outcome: 'unknown', item, index, cause: error });
      } else if (error instanceof ValidationError) {
        return { failures: error.failures, cause: error };
      } else if (error instanceof PayloadTooLargeError) {
        return { failures: [], cause: error };
      } else {
        if (meetsAll(error)) halt.abort(error);
        for (const entry of batch) reject(entry, [], error);
      }
    }
    return undefined;
  };

  /** An answer comes from outside: it need not name each message, nor once. */
  const pair = (
    batch: readonly Entry<Item>[],
    { status, headers, data }: WithResponse<'sendMessageBatch'>,
  ) => {
    const ids = new Map(
      Array.isArray(data)
        ? (data as AcceptedBatchItem[]).map((entry) => [entry?.index, entry?.messageId])
        : [],
    );
    let cause: OutcomeUnknownError | undefined;
    for (const [position, { item, index }] of batch.entries()) {
      const messageId = ids.get(position);
      if (typeof messageId === 'string') {
        settle({ outcome: 'accepted', item, index, messageId });
        continue;
      }
      cause ??= new OutcomeUnknownError({
        operation: 'sendMessageBatch',
        attempts: [{ status }],
        status,
        headers,
        data,
      });
      settle({ outcome: 'unknown', item, index, cause });
    }
  };

  try {
    for (;;) {
      if (halt.signal.aborted && !ended) {
        // Also while the source is asked for its next item: one that never comes must not hold us.
        ended = true;
        for (const entry of cutter.flush()) reject(entry, [], halt.signal.reason);
      }
      if (!ended && !isReading && underWay.size < concurrency) {
        isReading = true;
        void read().then(() => {
          isReading = false;
          wake();
        });
      }
      if (settled.length > 0) {
        const ready = settled;
        settled = [];
        tell(onProgress, { ...progress });
        for (const outcome of ready) yield outcome;
      } else if (ended && underWay.size === 0) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    if (sourceError) throw sourceError.error;
    halt.signal.throwIfAborted();
  } finally {
    // Here too when the caller leaves its loop: what is under way is seen to its end, nothing more is sent.
    halt.abort();
    signal?.removeEventListener('abort', abort);
    // Not awaited: a source that waits for its next item would hold us.
    if (!exhausted) void Promise.resolve(iterator.return?.()).catch(() => {});
    await Promise.all(underWay);
    if (settled.length > 0) tell(onProgress, { ...progress });
  }
}

/** Whether every other batch would meet this error too. What is not an `ApiError` comes from the token function. */
function meetsAll(error: unknown): boolean {
  return (
    !(error instanceof ApiError) ||
    error instanceof AuthenticationError ||
    error instanceof PermissionError ||
    error instanceof NotFoundError
  );
}
