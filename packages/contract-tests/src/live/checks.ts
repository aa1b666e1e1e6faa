import { at, type Json, type JsonObject } from '../contract.ts';
import { invalidExamples } from '../invalid-examples.ts';
import { operation } from '../operations.ts';
import { differences } from './compare.ts';
import { exchange, type LiveRequest, NoAnswerError } from './exchange.ts';
import type { LiveOptions } from './options.ts';

/** One question to the API, and what in the answer is not as the contract says. */
export interface Check {
  name: string;
  differences: string[];
}

const FOLLOW_EVERY_MS = 1000;
const FOLLOW_TIMES = 60;
// The contract: "It can take a few seconds until you can read these messages back".
const NOT_YET_TIMES = 10;

/** Asks the API everything that only reads, and when it may send also what sends. In a row, so as not to be a burden. */
export async function* liveChecks(options: LiveOptions): AsyncGenerator<Check> {
  const ask = (name: string, request: LiveRequest) => check(options, name, request);
  const read = { operationId: 'getMessage' };

  // Nobody's token, and the one that a sandbox, which takes any other, refuses.
  const wrong = 'sandbox-unauthorized';
  yield ask('read without a token', { ...read, token: null, expected: '401' });
  yield ask('read with a token that is none', { ...read, token: wrong, expected: '401' });
  yield ask('read a message that is not there', { ...read, expected: '404' });
  if (options.messageId !== undefined)
    yield ask('read a message', { ...read, path: { messageId: options.messageId }, expected: '200' });
  for (const { name, operationId, path, body } of invalidExamples) {
    const isRead = operation(operationId).method === 'GET';
    if (isRead || options.phoneNumbers.length > 0)
      yield ask(`${operationId}, ${name}`, {
        operationId,
        path: withSpace(options, path),
        body,
        expected: '400',
      });
  }
  if (options.phoneNumbers.length > 0) yield* sending(options);
}

async function* sending(options: LiveOptions): AsyncGenerator<Check> {
  const [first = '', second = first] = options.phoneNumbers;
  const message = (phoneNumber: string) => ({
    to: { phoneNumber },
    body: 'A test of the contract',
    rules: ['sms'],
  });

  yield check(options, 'send without a token', {
    operationId: 'sendMessage',
    body: message(first),
    token: null,
    expected: '401',
  });
  const sent = await ask(options, { operationId: 'sendMessage', body: message(first), expected: '201' });
  yield { name: 'send a message', differences: sent.differences };
  const batch = await ask(options, {
    operationId: 'sendMessageBatch',
    body: [message(first), message(second)],
    expected: '202',
  });
  const items = (Array.isArray(batch.body) ? batch.body : []) as { index?: Json; messageId?: Json }[];
  const indexes = items.map((item) => item?.index).sort();
  if (batch.differences.length === 0 && JSON.stringify(indexes) !== '[0,1]')
    batch.differences.push('202: the body: not one entry for each index of two messages');
  yield { name: 'send a batch', differences: batch.differences };

  const ids = [(sent.body as JsonObject | undefined)?.['messageId'], ...items.map((item) => item?.messageId)];
  for (const [index, messageId] of ids.entries()) {
    if (typeof messageId === 'string')
      yield {
        name: `follow message ${index + 1} of ${ids.length}`,
        differences: await follow(options, messageId),
      };
  }
}

/** Reads a message until its status is final; each answer on the way is compared. */
async function follow(options: LiveOptions, messageId: string): Promise<string[]> {
  const final = at('/components/schemas/KnownMessageStatus/x-final') as string[];
  for (let time = 1; time <= FOLLOW_TIMES; time++) {
    const {
      status,
      body,
      differences: found,
    } = await ask(options, {
      operationId: 'getMessage',
      path: { messageId },
      expected: '200',
    });
    const notYet = status === '404' && time <= NOT_YET_TIMES;
    if (found.length > 0 && !notYet) return found;
    const message = (body ?? {}) as { messageId?: Json; status?: Json };
    if (!notYet && message.messageId !== messageId)
      return ['200: the body: another message than was asked for'];
    if (final.includes(String(message.status))) return [];
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_EVERY_MS));
  }
  // How long a channel takes is not in the contract.
  return [];
}

async function check(options: LiveOptions, name: string, request: LiveRequest): Promise<Check> {
  return { name, differences: (await ask(options, request)).differences };
}

async function ask(options: LiveOptions, request: LiveRequest) {
  try {
    const answer = await exchange(options, request);
    return {
      status: answer.status,
      body: json(answer.text),
      differences: await differences(request.operationId, request.expected, answer),
    };
  } catch (error) {
    if (error instanceof NoAnswerError) return { differences: [`no answer: ${error.message}`] };
    throw error;
  }
}

function json(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The example's path, in the API Space that is checked unless the example is about that. */
function withSpace({ apiSpaceId }: LiveOptions, path: Record<string, string> | undefined) {
  const example = String(
    operation('getMessage').parameters.find(({ name }) => name === 'apiSpaceId')?.example,
  );
  return path && { ...path, ...(path['apiSpaceId'] === example && { apiSpaceId }) };
}
