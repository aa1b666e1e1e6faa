import { createClient, type Result } from '@enterprise-communications/client';
import type { OperationId } from '@enterprise-communications/types';
import type { Json } from './contract.ts';
import type { Exchange } from './exchange.ts';
import { type Operation, operations } from './operations.ts';

type Headers = Record<string, string>;

/**
 * What the client sends for every example, and what it makes of every answer, over a transport of its own: no server
 * can make good what the client does wrong.
 */
export async function clientTraffic(create: typeof createClient = createClient): Promise<Exchange[]> {
  const all: Exchange[] = [];
  for (const operation of operations) {
    const [usual] = operation.body?.examples ?? [];
    for (const { status, body, headers } of operation.answers) {
      for (const { name, value } of body?.examples ?? [{ name: '', value: undefined }]) {
        const about = [status, name].filter(Boolean).join(' ');
        const given = Object.fromEntries(headers.map((header) => [header.name, String(header.example)]));
        all.push(
          await call(operation, about, usual?.value, { status: Number(status), headers: given, body: value }),
        );
      }
    }
    const success = operation.answers.find(({ status }) => status.startsWith('2'));
    for (const { name, value } of operation.body?.examples ?? []) {
      const answer = {
        status: Number(success?.status),
        headers: {},
        body: success?.body?.examples[0]?.value,
      };
      all.push(await call(operation, `request ${name}`, value, answer));
    }
  }
  return all;

  async function call(
    { id, parameters }: Operation,
    about: string,
    sent: Json | undefined,
    answer: { status: number; headers: Headers; body: Json | undefined },
  ): Promise<Exchange> {
    const example = (name: string) => String(parameters.find((one) => one.name === name)?.example);
    let request: Exchange['request'] | undefined;
    const client = create({
      apiSpaceId: example('apiSpaceId'),
      token: 'any-token',
      retry: { limit: 0 },
      fetch: async (url, { method, headers, body }) => {
        request = {
          method,
          path: new URL(url).pathname,
          values: Object.fromEntries(parameters.map((one) => [one.name, String(one.example)])),
          headers: Object.fromEntries(headers as Iterable<[string, string]>),
          ...(body !== null && { body: JSON.parse(body) as Json }),
        };
        const text = answer.body === undefined ? null : JSON.stringify(answer.body);
        const type = text === null ? {} : { 'content-type': 'application/json' };
        return new Response(text, { status: answer.status, headers: { ...type, ...answer.headers } });
      },
    });
    const path = Object.fromEntries(
      parameters.filter((one) => one.in === 'path').map((one) => [one.name, example(one.name)]),
    );
    const make = client.operations[id as OperationId] as unknown as {
      try(input: object): Promise<Result<OperationId>>;
    };
    const result = await make.try({ path, ...(sent !== undefined && { body: sent }) });
    if (!request) throw new Error(`The client sent nothing for ${id}.`);
    const [status, body] = result.ok
      ? [result.status, result.data]
      : [result.error.status, result.error.body];
    // What the client makes of the header, and not only that it hands it on.
    const wait = result.ok ? undefined : result.error.retryAfter;
    return {
      operationId: id,
      about,
      request,
      response: {
        status: Number(status),
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(wait === undefined ? {} : { 'retry-after': String(wait / 1000) }),
        },
        body: (body || undefined) as Json | undefined,
      },
    };
  }
}
