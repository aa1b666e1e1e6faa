import type { paths, SendMessageBatchRequest, SendMessageRequest } from '@enterprise-communications/types';
import type { Client } from 'openapi-fetch';
import { exact, type Result } from './result.ts';

/** What one call may be given beside its message. */
export interface CallOptions {
  /** Ends the call early. The call then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Further headers of this one request. */
  headers?: Record<string, string>;
}

/** The calls about messages, in one API Space. Each resolves to a `Result` and rejects when there was no answer. */
export interface Messages {
  /**
   * Sends one message. After a 201 `data` is the `Message`.
   *
   * The API has no idempotency key: a repeated call sends a second message.
   */
  send(message: SendMessageRequest, options?: CallOptions): Promise<Result<'sendMessage'>>;
  /**
   * Sends a batch of messages. The API takes all of them or none. After a 202 `data` has one
   * `{ index, messageId }` for each message; pair them by `index`.
   */
  sendBatch(messages: SendMessageBatchRequest, options?: CallOptions): Promise<Result<'sendMessageBatch'>>;
  /** Reads a message back, with its status now. A 404 right after a batch can mean "not yet". */
  get(messageId: string, options?: CallOptions): Promise<Result<'getMessage'>>;
}

export function createMessages(raw: Client<paths>, apiSpaceId: string): Messages {
  const path = { apiSpaceId };
  return {
    send: (body, options = {}) =>
      exact(raw.POST('/apispaces/{apiSpaceId}/messages', { params: { path }, body, ...options })),
    sendBatch: (body, options = {}) =>
      exact(raw.POST('/apispaces/{apiSpaceId}/messages/batch', { params: { path }, body, ...options })),
    get: (messageId, options = {}) =>
      exact(
        raw.GET('/apispaces/{apiSpaceId}/messages/{messageId}', {
          params: { path: { apiSpaceId, messageId } },
          ...options,
        }),
      ),
  };
}
