import type { AcceptedBatchItem, ErrorResponse, Message } from '@enterprise-communications/types';
import { expectTypeOf, test } from 'vitest';
import { createClient } from '../src/index.ts';

const client = createClient({ apiSpaceId: '11164198-3f3f-4993-ab8f-70680c1113b1', token: 'secret' });
type Result<Call extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Call>>;
type Send = Result<typeof client.messages.send>;

test('results are exact for each operation', () => {
  expectTypeOf<Send['data']>().toEqualTypeOf<Message | undefined>();
  expectTypeOf<Result<typeof client.messages.sendBatch>['data']>().toEqualTypeOf<
    AcceptedBatchItem[] | undefined
  >();
  expectTypeOf<Result<typeof client.messages.get>['data']>().toEqualTypeOf<Message | undefined>();
  expectTypeOf<Send['error']>().toEqualTypeOf<ErrorResponse | undefined>();
});

test('the status tells the body', () => {
  const read = (result: Send) => {
    if (result.status === 201) expectTypeOf(result.data).toEqualTypeOf<Message>();
    if (result.status === 400) expectTypeOf(result.error).toEqualTypeOf<ErrorResponse>();
    if (result.status === 401) expectTypeOf(result.error).toEqualTypeOf<undefined>();
    // @ts-expect-error not a status of this operation
    return result.status === 202;
  };
  return read;
});

test('a request that the contract refuses does not compile', () => {
  const to = { phoneNumber: '447700900123' };
  // @ts-expect-error no channel
  client.messages.send({ to, body: 'Hi' });
  // @ts-expect-error a batch is an array
  client.messages.sendBatch({ to, body: 'Hi', rules: ['sms'] });
  // @ts-expect-error no such path
  client.raw.GET('/apispaces/{apiSpaceId}/message/{messageId}');
});
