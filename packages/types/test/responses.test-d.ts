import { expectTypeOf, test } from 'vitest';
import type {
  AcceptedBatchItem,
  ErrorResponse,
  KnownMessageStatus,
  Message,
  MessageStatus,
  OperationId,
  ResponseOf,
  StatusOf,
} from '../src/index.ts';

test('bodies are exact for each status', () => {
  expectTypeOf<ResponseOf<'sendMessage', 201>>().toEqualTypeOf<Message>();
  expectTypeOf<ResponseOf<'sendMessageBatch', 202>>().toEqualTypeOf<AcceptedBatchItem[]>();
  expectTypeOf<ResponseOf<'getMessage', 200>>().toEqualTypeOf<Message>();
  expectTypeOf<ResponseOf<'sendMessage', 400>>().toEqualTypeOf<ErrorResponse>();
  expectTypeOf<ResponseOf<'sendMessage', 401>>().toEqualTypeOf<undefined>();
  // @ts-expect-error not a status of this operation
  expectTypeOf<ResponseOf<'sendMessage', 200>>();
});

test('the statuses of an operation are those of the contract', () => {
  expectTypeOf<StatusOf<'sendMessage'>>().toEqualTypeOf<
    201 | 400 | 401 | 403 | 404 | 413 | 429 | 500 | 503
  >();
  expectTypeOf<StatusOf<'getMessage'>>().toEqualTypeOf<200 | 400 | 401 | 403 | 404 | 429 | 500 | 503>();
});

test('the operations are those a caller can call', () => {
  expectTypeOf<'sendMessage' | 'sendMessageBatch' | 'getMessage'>().toExtend<OperationId>();
  expectTypeOf<'receiveMessageSent'>().not.toExtend<OperationId>();
  expectTypeOf<string>().not.toExtend<OperationId>();
});

test('a message status is open to new values', () => {
  expectTypeOf<KnownMessageStatus>().toExtend<MessageStatus>();
  expectTypeOf<'quarantined'>().toExtend<MessageStatus>();
  expectTypeOf<MessageStatus>().not.toEqualTypeOf<string>();
});

test('what a message always has is not optional', () => {
  expectTypeOf<Message['messageId']>().toEqualTypeOf<string>();
  expectTypeOf<Message['sentOn']>().toEqualTypeOf<string>();
  expectTypeOf<Message['_createdOn']>().toEqualTypeOf<string>();
  expectTypeOf<Message['body']>().toEqualTypeOf<string | undefined>();
});

test('the status of each channel can be read', () => {
  const read = (message: Message) => message.statusDetails.channelStatus?.['sms']?.status;
  expectTypeOf(read).returns.toEqualTypeOf<MessageStatus | undefined>();
});
