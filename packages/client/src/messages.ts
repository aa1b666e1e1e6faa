import type {
  OperationId,
  paths,
  SendMessageBatchRequest,
  SendMessageRequest,
} from '@enterprise-communications/types';
import createOpenApiClient from 'openapi-fetch';
import { operations } from './generated/operations.ts';
import { LightRequest } from './light-request.ts';
import { type Method, method } from './method.ts';
import type { CallOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import { type Call, perform } from './perform.ts';
import type { WithResponse } from './result.ts';
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

/** openapi-fetch's `request`, without the types of a path, which `operations` stands for here. */
type Core = (method: string, path: string, init: object) => Promise<{ data: WithResponse<OperationId> }>;

/** Makes a call. `init` is for openapi-fetch. */
export type Send = <Id extends OperationId>(call: Call<Id>, init?: object) => Promise<WithResponse<Id>>;

export function createMessages(settings: Settings): Messages {
  const core = createOpenApiClient<paths>({
    // Of what a call costs, most is a `Request` and the `Response` that it is given: neither is needed here.
    Request: LightRequest as unknown as typeof Request,
    fetch: perform as unknown as (request: Request) => Promise<Response>,
  }).request as unknown as Core;

  const send = (async (call, init) => {
    const { apiSpaceId, baseUrl, headers } = call.settings;
    const { method, path } = operations[call.operation];
    const { data } = await core(method, path, {
      params: { path: { apiSpaceId, messageId: call.messageId } },
      baseUrl,
      headers,
      // openapi-fetch then passes on what `perform` has read and parsed.
      parseAs: 'stream',
      call,
      ...init,
    });
    return data;
  }) as Send;

  const get = (messageId: string, options?: CallOptions) =>
    send({ operation: 'getMessage', settings: merge(settings, options), messageId });

  return {
    send: method((body, options) =>
      send({ operation: 'sendMessage', settings: merge(settings, options) }, { body }),
    ),
    sendBatch: method((body, options) =>
      send({ operation: 'sendMessageBatch', settings: merge(settings, options) }, { body }),
    ),
    get: method(get),
    // Most who send a message never need these two: they are loaded when they are used.
    waitFor: method(async (messageId, options) => {
      const { waitFor } = await import('./wait-for.ts');
      return waitFor(get, messageId, options);
    }),
    async *sendMany<Item>(items: Iterable<Item> | AsyncIterable<Item>, options?: SendManyOptions<Item>) {
      const { sendMany } = await import('./send-many.ts');
      yield* sendMany(items, merge(settings, options), send);
    },
  };
}
