import type { SendMessageBatchRequest, SendMessageRequest } from '@enterprise-communications/types';
import { type Method, method } from './method.ts';
import type { Operations } from './operations.ts';
import type { CallOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import type { Send } from './send.ts';
import type { SendManyOptions } from './send-many.ts';
import { merge, type Settings } from './settings.ts';
import type { WaitForOptions } from './wait-for.ts';

/** The calls about messages, in one API Space. */
export interface Messages {
  /**
   * Sends one message, and gives it back with its `messageId`.
   *
   * The API has no idempotency key: a repeated call sends a second message.
   */
  send: Method<[message: SendMessageRequest, options?: CallOptions], 'sendMessage'>;
  /**
   * Sends a batch of messages. The API takes all of them or none. Gives one `{ index, messageId }` for each message;
   * pair them by `index`.
   */
  sendBatch: Method<[messages: SendMessageBatchRequest, options?: CallOptions], 'sendMessageBatch'>;
  /** Reads a message, with its status now. A `NotFoundError` right after a batch can mean "not yet". */
  get: Method<[messageId: string, options?: CallOptions], 'getMessage'>;
  /**
   * Reads a message again and again, until its status is final or it is what you wait for. Webhooks tell you sooner
   * and cost less, when you follow many messages.
   */
  waitFor: Method<[messageId: string, options?: WaitForOptions], 'getMessage'>;
  /**
   * Sends any number of messages, in batches. Gives the outcome of each item, in no certain order. Nothing is sent
   * until you iterate, and no more is read than can be sent.
   *
   * It ends without throwing only when the whole input was read. Otherwise it still gives the outcome of every item
   * that it read, and then throws: the reason of your abort, what your iterable threw, or the error that would meet
   * every other batch as well (401, 403, 404).
   *
   * @example
   * for await (const { outcome, item, index } of client.messages.sendMany(messages)) {
   *   if (outcome !== 'accepted') console.error(index, outcome);
   * }
   */
  sendMany<Item extends SendMessageRequest>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options?: SendManyOptions<Item>,
  ): AsyncGenerator<Outcome<Item>, void, undefined>;
  sendMany<Item>(
    items: Iterable<Item> | AsyncIterable<Item>,
    options: SendManyOptions<Item> & Required<Pick<SendManyOptions<Item>, 'toMessage'>>,
  ): AsyncGenerator<Outcome<Item>, void, undefined>;
}

export function createMessages(settings: Settings, operations: Operations, send: Send): Messages {
  const get = (messageId: string, options?: CallOptions) =>
    operations.getMessage.withResponse({ path: { messageId } }, options);

  return {
    send: method((body, options) => operations.sendMessage.withResponse({ body }, options)),
    sendBatch: method((body, options) => operations.sendMessageBatch.withResponse({ body }, options)),
    get: method(get),
    // Most who send a message never need these two: they are loaded when they are used.
    waitFor: method(async (messageId, options) => {
      return (await import('./wait-for.ts')).waitFor(get, messageId, options);
    }),
    async *sendMany<Item>(items: Iterable<Item> | AsyncIterable<Item>, options?: SendManyOptions<Item>) {
      yield* (await import('./send-many.ts')).sendMany(items, merge(settings, options), send);
    },
  };
}
