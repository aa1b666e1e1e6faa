import { parseArgs } from 'node:util';
import { at } from '../contract.ts';

/** Against what the contract is checked, and how far. */
export interface LiveOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  token: string;
  apiSpaceId: string;
  /** A message that is there to be read. */
  messageId: string | undefined;
  /** Who is sent messages; empty when nothing may be sent. */
  phoneNumbers: string[];
}

/** A command line or an environment that cannot be followed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Checks a running API against the contract. Only reads, unless it is told to send.

  --send    also sends messages: bad ones, which must be refused, and three good ones to CONTRACT_PHONE_NUMBERS
              pnpm check:live --send
  --help    this text
              pnpm check:live --help

Set in the environment:
  CONTRACT_BASE_URL       where the API is
                            CONTRACT_BASE_URL=http://127.0.0.1:4020
  CONTRACT_TOKEN          an access token; it is never printed
                            CONTRACT_TOKEN=any-token
  CONTRACT_API_SPACE      the id of the API Space
                            CONTRACT_API_SPACE=11164198-3f3f-4993-ab8f-70680c1113b1
  CONTRACT_MESSAGE_ID     a message to read, if you have one
                            CONTRACT_MESSAGE_ID=d8e296bb-97c4-4495-b98f-1e32e0b11628
  CONTRACT_PHONE_NUMBERS  with --send: who gets the messages, one number or more
                            CONTRACT_PHONE_NUMBERS=447700900001,447700900002

It ends with 0 when nothing differs, with 1 when something does, and with 2 when it could not check.
`;

/**
 * @returns undefined when help is asked for.
 * @throws {UsageError} with one line that says what is wrong and what is expected; it holds no value that was given
 */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): LiveOptions | undefined {
  const flags = parse(args);
  if (flags.help) return undefined;
  const need = (name: string, what: string) => {
    const value = environment[name]?.trim();
    if (!value) throw new UsageError(`${name} is not set; it is ${what}`);
    return value;
  };
  const baseUrl = need('CONTRACT_BASE_URL', 'where the API is, such as http://127.0.0.1:4020');
  if (!/^https?:$/.test(protocolOf(baseUrl)))
    throw new UsageError('CONTRACT_BASE_URL has to begin with http:// or https://');
  const phoneNumbers = flags.send
    ? need('CONTRACT_PHONE_NUMBERS', 'who gets the messages, such as 447700900001').split(/\s*,\s*/)
    : [];
  const { pattern } = at('/components/schemas/PhoneNumber') as { pattern: string };
  if (!phoneNumbers.every((number) => new RegExp(pattern).test(number)))
    throw new UsageError(
      'CONTRACT_PHONE_NUMBERS takes numbers such as 447700900001, with commas between them',
    );
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    token: need('CONTRACT_TOKEN', 'an access token'),
    apiSpaceId: need('CONTRACT_API_SPACE', 'the id of your API Space'),
    messageId: environment['CONTRACT_MESSAGE_ID']?.trim() || undefined,
    phoneNumbers,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { send: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    throw new UsageError(String((error as Error).message.split('. ')[0]));
  }
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}
