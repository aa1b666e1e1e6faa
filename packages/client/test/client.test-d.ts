import type {
  AcceptedBatchItem,
  Message,
  SendMessageRequest,
  StatusOf,
} from '@enterprise-communications/types';
import { expectTypeOf, test } from 'vitest';
import type { ErrorByStatus } from '../src/errors/error-of.ts';
import {
  type AuthenticationError,
  type ConnectionError,
  createClient,
  type InputOf,
  type NotFoundError,
  type OutcomeUnknownError,
  type PayloadTooLargeError,
  type ServerError,
  type TimeoutError,
  type UnexpectedStatusError,
  type UnreadableResponseError,
  type ValidationError,
} from '../src/index.ts';

const { messages, raw } = createClient({
  apiSpaceId: '11164198-3f3f-4993-ab8f-70680c1113b1',
  token: 'secret',
});
const to = { phoneNumber: '447700900123' };
const request: SendMessageRequest = { to, body: 'Hi', rules: ['sms'] };

test('calls give the body of their success', () => {
  expectTypeOf(messages.send).returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf(messages.sendBatch).returns.resolves.toEqualTypeOf<AcceptedBatchItem[]>();
  expectTypeOf(messages.get).returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf(messages.waitFor).returns.resolves.toEqualTypeOf<Message>();
});

test('open enums stay open, and complete', () => {
  type Status = Awaited<ReturnType<typeof messages.get>>['status'];
  expectTypeOf<'quarantined'>().toExtend<Status>();
  expectTypeOf<Status>().not.toEqualTypeOf<string>();
});

test('withResponse has the one status of success', () => {
  type Answer = Awaited<ReturnType<typeof messages.sendBatch.withResponse>>;
  expectTypeOf<Answer['status']>().toEqualTypeOf<202>();
  expectTypeOf<Answer['data']>().toEqualTypeOf<AcceptedBatchItem[]>();
  expectTypeOf<Answer['headers']['get']>().returns.toEqualTypeOf<string | null>();
});

test('the status of a result tells its data or error', async () => {
  const result = await messages.send.try(request);
  if (result.status === 201) expectTypeOf(result.data).toEqualTypeOf<Message>();
  if (result.status === 400) expectTypeOf(result.error).toEqualTypeOf<ValidationError>();
  if (result.status === 401) expectTypeOf(result.error).toEqualTypeOf<AuthenticationError>();
  if (result.status === 413) expectTypeOf(result.error).toEqualTypeOf<PayloadTooLargeError>();
  if (result.status === 500) expectTypeOf(result.error).toEqualTypeOf<ServerError | OutcomeUnknownError>();
  if (result.status === 429) {
    expectTypeOf(result.error.retryAfter).toEqualTypeOf<number | undefined>();
    expectTypeOf<'Retry-After'>().toExtend<Parameters<typeof result.headers.get>[0]>();
  }
  if (!result.ok && !result.status)
    expectTypeOf(result.error).toEqualTypeOf<
      | ConnectionError
      | TimeoutError
      | UnreadableResponseError
      | UnexpectedStatusError
      | PayloadTooLargeError
      | ServerError
      | OutcomeUnknownError
    >();
  // @ts-expect-error not a status of this operation
  return result.status === 202;
});

test('ok tells data from error', async () => {
  const result = await messages.get.try('id');
  if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Message>();
  else expectTypeOf(result.data).toEqualTypeOf<undefined>();
  if (result.status === 404) expectTypeOf(result.error).toEqualTypeOf<NotFoundError>();
  if (!result.ok) expectTypeOf(result.error).not.toExtend<OutcomeUnknownError>();
});

test('each status that the contract documents has an error of its own', () => {
  type Documented = StatusOf<'sendMessage' | 'sendMessageBatch' | 'getMessage'>;
  expectTypeOf<Exclude<Documented, 200 | 201 | 202>>().toExtend<keyof ErrorByStatus>();
});

test('outcomes are told apart by their name, and have the item', async () => {
  for await (const outcome of messages.sendMany([{ ...request, extra: 1 as const }].map((item) => item))) {
    expectTypeOf(outcome.index).toEqualTypeOf<number>();
    expectTypeOf(outcome.item.extra).toEqualTypeOf<1>();
    if (outcome.outcome === 'accepted') expectTypeOf(outcome.messageId).toEqualTypeOf<string>();
    // @ts-expect-error only an accepted message has an id
    if (outcome.outcome === 'rejected') outcome.messageId;
  }
});

test('items that are no messages need to be made into some', () => {
  messages.sendMany(['447700900123'], { toMessage: (phoneNumber) => ({ ...request, to: { phoneNumber } }) });
  // @ts-expect-error no toMessage
  messages.sendMany(['447700900123']);
});

test('a request that the contract refuses does not compile', () => {
  // @ts-expect-error no channel
  messages.send({ to, body: 'Hi' });
  // @ts-expect-error a batch is an array
  messages.sendBatch(request);
  // @ts-expect-error no such path
  raw.GET('/apispaces/{apiSpaceId}/message/{messageId}');
  // @ts-expect-error no such option
  messages.send(request, { retries: 3 });
});

test('an operation by its id takes its own parameters and body, and no other', async () => {
  const { operations } = createClient({ apiSpaceId: 'id', token: 'token' });

  expectTypeOf(operations.getMessage).returns.resolves.toEqualTypeOf<Message>();
  expectTypeOf<InputOf<'getMessage'>['path']>().toEqualTypeOf<{ messageId: string }>();
  expectTypeOf<InputOf<'sendMessage'>['body']>().toEqualTypeOf<SendMessageRequest>();
  // @ts-expect-error: it needs the id
  operations.getMessage({});
  // @ts-expect-error: it has no body
  operations.getMessage({ path: { messageId: 'id' }, body: {} });
  // @ts-expect-error: the client knows the API Space
  operations.sendMessage({ path: { apiSpaceId: 'id' }, body: { to: {} } });
  // @ts-expect-error: there is no such operation
  operations.recallMessage({});
});
