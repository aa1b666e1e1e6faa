import { type ApiError, type Client, createClient } from '@enterprise-communications/client';
import { fuzz, type Json, mutated, valuesOf } from '@enterprise-communications/generators';
import type { SendMessageBatchRequest, SendMessageRequest } from '@enterprise-communications/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzProgress } from '../src/fuzz-progress.ts';
import { type Body, type Operation, operations } from '../src/operations.ts';

// What the client's README promises; nothing else may come out of a call.
const documented = [
  ...['ValidationError', 'AuthenticationError', 'PermissionError', 'NotFoundError', 'PayloadTooLargeError'],
  ...['RateLimitedError', 'ServerError', 'ConnectionError', 'TimeoutError', 'UnreadableResponseError'],
  ...['UnexpectedStatusError', 'OutcomeUnknownError'],
];

/** What a server, or the way to it, does with one request. */
interface Answer {
  status: number;
  retryAfter: string | undefined;
  text: string;
  /** In place of an answer: before anything was written, after it, or in the middle of the answer. */
  fault?: 'not-written' | 'broken' | 'cut';
}

interface Outcome {
  ok: boolean;
  error?: ApiError | undefined;
}
const calls: Record<string, (client: Client, sent: Json) => Promise<Outcome>> = {
  sendMessage: (client, sent) => client.messages.send.try(sent as unknown as SendMessageRequest),
  sendMessageBatch: (client, sent) =>
    client.messages.sendBatch.try(sent as unknown as SendMessageBatchRequest),
  getMessage: (client, sent) => client.messages.get.try(sent as string),
};

/** What has no method of its own is called by its id. */
function call(client: Client, { id, body }: Operation, sent: Json): Promise<Outcome> {
  const own = calls[id];
  if (own) return own(client, sent);
  const operations = client.operations as unknown as Record<
    string,
    { try(request: object): Promise<Outcome> }
  >;
  const request = body ? { body: sent } : { path: { messageId: sent } };
  return (operations[id] as (typeof operations)[string]).try(request);
}

const { numRuns, seed } = fuzz({ short: 150 * operations.length, full: 6000, inputs: operations.length });

describe(`the client, with ${numRuns} generated messages and servers for each operation (seed ${seed})`, () => {
  const progress = fuzzProgress('client', numRuns * operations.length);

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s ends as documented, and repeats no send that may have been accepted',
    async (_, operation) => {
      const isSend = operation.method === 'POST';
      const seen = new Set<string>();
      await fc.assert(
        fc.asyncProperty(sentOf(operation), answersTo(operation), async (sent, answers) => {
          const given: Answer[] = [];
          const client = createClient({
            apiSpaceId: String(operation.parameters[0]?.example),
            token: async () => 'any-token',
            baseUrl: 'http://api.test',
            retry: { limit: 4, baseDelay: 0, maxDelay: 0 },
            fetch: async (_url, { body, headers }) => {
              // The first request and each repeat of it say the same.
              expect(body === null ? null : JSON.parse(body)).toEqual(isSend ? sent : null);
              expect(headers.get('authorization')).toBe('Bearer any-token');
              const answer = answers[given.length % answers.length] as Answer;
              given.push(answer);
              return respond(answer);
            },
          });
          const { ok, error } = await call(client, operation, sent);

          const success = operation.answers.find(({ status }) => status.startsWith('2'))?.status;
          const last = given.at(-1);
          expect(ok).toBe(error === undefined);
          if (error) expect(documented).toContain(error.name);
          else expect([String(last?.status), last?.fault]).toEqual([success, undefined]);
          if (isSend) {
            for (const earlier of given.slice(0, -1)) expect(earlier).toSatisfy(wasCertainlyNotAccepted);
            // To say that nothing was accepted is a promise too.
            if (error && error.name !== 'OutcomeUnknownError') {
              for (const answer of given) expect(answer).toSatisfy(wasCertainlyNotAccepted);
            }
          } else expect(error?.name).not.toBe('OutcomeUnknownError');
          seen.add(error?.name ?? 'ok');
          progress();
        }),
        { numRuns, seed },
      );
      // A run in which little happened would prove little.
      expect([...seen]).toEqual(
        expect.arrayContaining([
          'ok',
          'ConnectionError',
          'RateLimitedError',
          ...(isSend ? ['OutcomeUnknownError'] : []),
        ]),
      );
    },
    3_600_000,
  );
});

/** By the words of the contract alone: what says that nothing was accepted. */
function wasCertainlyNotAccepted({ status, retryAfter, fault }: Answer): boolean {
  if (fault === 'not-written') return true;
  if (fault === 'broken') return false;
  if (status === 503) return retryAfter !== undefined;
  return (status >= 400 && status < 500 && status !== 408) || status === 307 || status === 308;
}

function sentOf({ body, parameters }: Operation): fc.Arbitrary<Json> {
  const id = parameters.find(({ name }) => name === 'messageId');
  if (!body) return fc.oneof(valuesOf(String(id?.schema)), fc.string({ unit: 'grapheme', minLength: 1 }));
  const values = valuesOf(body.schema, { examples: examplesOf(body) });
  return fc.oneof({ weight: 3, arbitrary: values }, { weight: 1, arbitrary: mutated(values) });
}

function answersTo({ answers }: Operation): fc.Arbitrary<Answer[]> {
  const retryAfter = fc.option(
    fc.constantFrom('0', '30', '-5', 'soon', 'Wed, 21 Oct 2015 07:28:00 GMT', ''),
    {
      nil: undefined,
    },
  );
  const asDocumented = answers.map(({ status, body }) => {
    const values = body ? valuesOf(body.schema, { examples: examplesOf(body) }) : fc.constant('');
    const texts = fc.oneof(values, mutated(values)).map((value) => (body ? JSON.stringify(value) : ''));
    return fc.record({ status: fc.constant(Number(status)), retryAfter, text: texts });
  });
  const any = fc.record({
    status: fc.oneof(
      fc.integer({ min: 200, max: 599 }),
      fc.constantFrom(201, 202, 204, 302, 307, 408, 501, 502, 504),
    ),
    retryAfter,
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '{', 'null', '"x"', '<html>', '[]')),
  });
  const broken = fc.record({
    status: fc.constantFrom(200, 201, 202, 500),
    retryAfter,
    text: fc.constant('{'),
    fault: fc.constantFrom('not-written', 'broken', 'cut'),
  });
  const one = fc.oneof(...asDocumented, any, broken);
  // Where answers differ from one request to the next, few calls end by the one that is the same to the end.
  const always = fc.oneof(one, broken).map((answer) => [answer]);
  return fc.oneof(fc.array(one, { minLength: 1, maxLength: 6 }), always) as fc.Arbitrary<Answer[]>;
}

function respond({ status, retryAfter, text, fault }: Answer): Response {
  if (fault === 'not-written') throw new TypeError('fetch failed', { cause: errorWith('ECONNREFUSED') });
  if (fault === 'broken') throw new TypeError('fetch failed', { cause: errorWith('ECONNRESET') });
  const hasNoBody = [204, 205, 304].includes(status);
  const body =
    fault === 'cut'
      ? new ReadableStream({ start: (stream) => stream.error(errorWith('ECONNRESET')) })
      : hasNoBody
        ? null
        : text;
  return new Response(body, {
    status,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });
}

function errorWith(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function examplesOf({ examples }: Body): Json[] {
  return examples.map(({ value }) => value);
}
