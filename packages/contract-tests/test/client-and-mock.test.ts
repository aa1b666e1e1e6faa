import { type Client, createClient, type Result } from '@enterprise-communications/client';
import { type Mock, startMock } from '@enterprise-communications/mock';
import type {
  OperationId,
  SendMessageBatchRequest,
  SendMessageRequest,
} from '@enterprise-communications/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../src/contract.ts';
import { type Answer, type Operation, operation, operations } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';
import { failuresOf } from '../src/param-name.ts';
import { payloads } from '../src/seed-page.ts';

interface Reply {
  status: number | undefined;
  body: unknown;
  headers: { get(name: string): string | null } | undefined;
}

type Headers = Record<string, string>;
type AnyResult = { [Id in OperationId]: Result<Id> }[OperationId];

/** How the client makes the call of an operation that it has a shorter way for. */
const shorter: Record<string, (client: Client, sent: Json, headers: Headers) => Promise<AnyResult>> = {
  sendMessage: (client, sent, headers) =>
    client.messages.send.try(sent as unknown as SendMessageRequest, { headers }),
  sendMessageBatch: (client, sent, headers) =>
    client.messages.sendBatch.try(sent as unknown as SendMessageBatchRequest, { headers }),
  getMessage: (client, sent, headers) => client.messages.get.try(sent as string, { headers }),
};

let mock: Mock;
let client: Client;
beforeAll(async () => {
  mock = await startMock();
  client = createClient({
    baseUrl: mock.url,
    apiSpaceId: parameter('sendMessage', 'apiSpaceId'),
    token: 'any-token',
    // Each answer is looked at as it comes.
    retry: { limit: 0 },
  });
});
afterAll(() => mock.close());

test('the client has a call for every operation', () => {
  expect(Object.keys(client.operations).sort()).toEqual(operations.map(({ id }) => id).sort());
});

describe.each(operations.map((one) => [one.id, one] as const))('%s', (id, { body, answers }) => {
  test('is called by its id as well', async () => {
    const { ok } = await byId(id, usualRequest(id), {});
    expect(ok).toBe(true);
  });

  const withBody = answers.filter((answer) => answer.body);
  const withoutBody = answers.filter((answer) => !answer.body);
  const success = answers.find(({ status }) => status.startsWith('2')) as Answer;

  test.each(
    withBody.flatMap((answer) =>
      (answer.body?.examples ?? []).map((one) => [answer.status, one.name, one] as const),
    ),
  )('answers %s with the example %s, and it is valid', async (status, name, { value, schema }) => {
    const reply = await call(id, usualRequest(id), `code=${status}, example=${name}`);
    expect(reply.status).toBe(Number(status));
    expect(reply.body as Json).toEqual(value);
    await expectValid(schema, reply.body as Json);
  });

  test.each(withoutBody.map((answer) => [answer.status, answer] as const))(
    'answers %s without a body, and with its headers',
    async (status, { headers }) => {
      const reply = await call(id, usualRequest(id), `code=${status}`);
      expect(reply.status).toBe(Number(status));
      expect(reply.body).toBeFalsy();
      expect(reply.headers?.get('Content-Length')).toBe('0');
      expect(reply.headers?.get('Content-Type')).toBeNull();
      for (const { name, schema, example } of headers) {
        expect(reply.headers?.get(name)).toBe(example);
        await expectValid(schema, example);
      }
    },
  );

  test.each((body?.examples ?? []).map((one) => [one.name, one] as const))(
    'takes the example request %s',
    async (_, { value }) => {
      const reply = await call(id, value);
      expect(reply.status).toBe(Number(success.status));
      await expectValid(success.body?.schema as string, reply.body as Json);
    },
  );
});

describe("the request behind the page's payload", () => {
  const { to, body, rules, channelOptions } = payloads.single as JsonObject;
  const request = { to, body, rules, channelOptions } as JsonObject;

  test('is answered with that payload when it is sent alone', async () => {
    const reply = await call('sendMessage', request);
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual(payloads.single);
    await expectValid('/components/schemas/Message', reply.body as Json);
  });

  test('is answered with that payload when it is sent twice in a batch', async () => {
    const reply = await call('sendMessageBatch', [request, request]);
    expect(reply.status).toBe(202);
    expect(reply.body).toEqual(payloads.batch);
    await expectValid('/components/schemas/SendMessageBatchResponse', reply.body as Json);
  });

  test('makes a message that can be read back', async () => {
    const { messageId } = payloads.single as { messageId: string };
    const reply = await call('getMessage', messageId);
    expect(reply.status).toBe(200);
    await expectValid('/components/schemas/Message', reply.body as Json);
  });
});

async function call(id: string, sent: Json, prefer?: string): Promise<Reply> {
  const headers: Headers = prefer === undefined ? {} : { Prefer: prefer };
  const result = await (shorter[id]?.(client, sent, headers) ?? byId(id, sent, headers));
  return result.ok
    ? { status: result.status, body: result.data, headers: result.headers }
    : { status: result.error.status, body: result.error.body, headers: result.error.headers };
}

/** As any operation is called: by its id, with the examples of its parameters. */
function byId(id: string, body: Json, headers: Headers): Promise<AnyResult> {
  const { parameters, body: takesBody } = operation(id);
  const path = Object.fromEntries(
    parameters.filter((one) => one.in === 'path').map(({ name, example }) => [name, String(example)]),
  );
  const call = client.operations[id as OperationId] as unknown as {
    try(input: object, options: object): Promise<AnyResult>;
  };
  return call.try({ path, ...(takesBody && { body }) }, { headers });
}

/** The first example of the body, or the id for a call that has none. */
function usualRequest(id: string): Json {
  return operation(id).body?.examples[0]?.value ?? parameter(id, 'messageId');
}

function parameter(id: string, name: string): string {
  return String(
    operation(id).parameters.find((one: Operation['parameters'][number]) => one.name === name)?.example,
  );
}

async function expectValid(schema: string, value: Json): Promise<void> {
  expect(failuresOf((await judge(schema, value)).findings, value)).toEqual([]);
}
