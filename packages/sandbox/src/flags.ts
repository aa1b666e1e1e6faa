import { parseArgs } from 'node:util';
import { milliseconds } from './domain/duration.ts';

export interface Flags {
  port: number;
  host: string;
  data: string | undefined;
  webhook: string | undefined;
  webhookSecret: string | undefined;
  subscriptions: string | undefined;
  clock: 'real' | 'manual';
  seed: string | undefined;
  pace: number;
  keep: number | undefined;
  keepForMs: number | undefined;
  isPublic: boolean;
  verbose: boolean;
  help: boolean;
  version: boolean;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where everything is kept when nobody says otherwise. */
export const DEFAULT_DATA = '.enterprise-communications-sandbox';

/** The environment variable that opens the control API of a public sandbox. */
export const CONTROL_TOKEN = 'SANDBOX_CONTROL_TOKEN';

const MIN_CONTROL_TOKEN = 16;

export const HELP = `Usage: enterprise-communications-sandbox [flags]
       enterprise-communications-sandbox check-receiver URL --secret S

The Enterprise Communications API on your own machine: messages are kept, move through their statuses, fall back
along their channels, and end in signed webhooks. Nothing is really sent. Open its address in a browser to watch.

  --port N            port to listen on; 0 takes any free one (default 4020)
                        enterprise-communications-sandbox --port 4020
  --host H            address to listen on (default 127.0.0.1)
                        enterprise-communications-sandbox --host 127.0.0.2
  --data DIR          folder to keep everything in (default ${DEFAULT_DATA})
                        enterprise-communications-sandbox --data ./sandbox-data
  --ephemeral         keep nothing
                        enterprise-communications-sandbox --ephemeral
  --webhook URL       post every event there
                        enterprise-communications-sandbox --webhook http://127.0.0.1:8080/hook --webhook-secret my-secret
  --webhook-secret S  what the events are signed with; or set SANDBOX_WEBHOOK_SECRET
                        enterprise-communications-sandbox --webhook http://127.0.0.1:8080/hook --webhook-secret my-secret
  --subscriptions F   a JSON file with an array of webhooks: url, secret, and perhaps events, apiSpaceId, batch
                        enterprise-communications-sandbox --subscriptions ./webhooks.json
  --clock KIND        real, or manual: time stands still until it is advanced (default real)
                        enterprise-communications-sandbox --clock manual
  --seed TEXT         the same seed and requests give the same ids, and with a manual clock the same times
                        enterprise-communications-sandbox --ephemeral --clock manual --seed 42
  --pace N            what the short delays between statuses are multiplied with; 0 for at once (default 1)
                        enterprise-communications-sandbox --pace 10
  --keep N            how many messages are kept, the newest (default 100000)
                        enterprise-communications-sandbox --keep 5000
  --keep-for AGE      how long they are kept (default 30d)
                        enterprise-communications-sandbox --keep-for 12h
  --public            for a sandbox that others reach: listens on all addresses, holds each API Space to a rate,
                      posts to public addresses only, and asks for the token in SANDBOX_CONTROL_TOKEN
                        SANDBOX_CONTROL_TOKEN=a-long-random-text enterprise-communications-sandbox --public
  --verbose           print a line for each request: method, path, status, time, and the message without what
                      is private in it
                        enterprise-communications-sandbox --verbose
  check-receiver      attack your own webhook receiver, and report what to mend
                        enterprise-communications-sandbox check-receiver --help
  --help              print this
                        enterprise-communications-sandbox --help
  --version           print the version
                        enterprise-communications-sandbox --version
`;

/**
 * @param environment the process's, for what must not stand on a command line
 * @throws {UsageError} with one line that names the flag and says what it takes
 */
export function parseFlags(args: string[], environment: NodeJS.ProcessEnv = {}): Flags {
  const { values, positionals } = parse(args);
  if (positionals[0] !== undefined) throw new UsageError(`unexpected argument "${positionals[0]}"`);
  const { ephemeral, clock, webhook, seed } = values;
  for (const name of ['host', 'data', 'subscriptions', 'seed'] as const) {
    if (values[name] === '') throw new UsageError(`--${name} must not be empty`);
  }
  if (ephemeral && values.data !== undefined) throw new UsageError('give --data or --ephemeral, not both');
  if (clock !== 'real' && clock !== 'manual')
    throw new UsageError(`--clock takes real or manual, not "${clock}"`);
  const webhookSecret = values['webhook-secret'] ?? environment['SANDBOX_WEBHOOK_SECRET'];
  if (webhook !== undefined && !isWebUrl(webhook)) {
    throw new UsageError(`--webhook takes a URL such as http://127.0.0.1:8080/hook, not "${webhook}"`);
  }
  if (webhook !== undefined && !webhookSecret)
    throw new UsageError('--webhook needs --webhook-secret as well');
  if (webhook === undefined && values['webhook-secret'] !== undefined) {
    throw new UsageError('--webhook-secret needs --webhook as well');
  }
  const isPublic = values.public;
  if (isPublic && (environment[CONTROL_TOKEN] ?? '').length < MIN_CONTROL_TOKEN) {
    throw new UsageError(
      `--public needs a token of at least ${MIN_CONTROL_TOKEN} characters in ${CONTROL_TOKEN}`,
    );
  }
  const keepFor = values['keep-for'];
  const keepForMs = keepFor === undefined ? undefined : milliseconds(keepFor);
  if (keepFor !== undefined && keepForMs === undefined) {
    throw new UsageError(`--keep-for takes a duration such as 12h or 30d, not "${keepFor}"`);
  }
  return {
    port: wholeNumber('--port', values.port, 0, 65_535),
    host: values.host ?? (isPublic ? '0.0.0.0' : '127.0.0.1'),
    data: ephemeral ? undefined : (values.data ?? DEFAULT_DATA),
    webhook,
    webhookSecret,
    subscriptions: values.subscriptions,
    clock,
    seed,
    pace: pace(values.pace),
    keep: values.keep === undefined ? undefined : wholeNumber('--keep', values.keep, 1, 10_000_000),
    keepForMs,
    isPublic,
    verbose: values.verbose,
    help: values.help,
    version: values.version,
  };
}

function parse(args: string[]) {
  return parseUsage(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4020' },
        host: { type: 'string' },
        data: { type: 'string' },
        ephemeral: { type: 'boolean', default: false },
        webhook: { type: 'string' },
        'webhook-secret': { type: 'string' },
        subscriptions: { type: 'string' },
        clock: { type: 'string', default: 'real' },
        seed: { type: 'string' },
        pace: { type: 'string', default: '1' },
        keep: { type: 'string' },
        'keep-for': { type: 'string' },
        public: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        version: { type: 'boolean', default: false },
      },
    }),
  );
}

/** Node's own complaint about a flag, in one line. */
export function parseUsage<Parsed>(parsing: () => Parsed): Parsed {
  try {
    return parsing();
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)|\n/);
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1));
  }
}

export function wholeNumber(flag: string, text: string, min: number, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new UsageError(`${flag} takes a whole number from ${min} to ${max}, not "${text}"`);
  }
  return number;
}

function pace(text: string): number {
  const number = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || number > 1000) {
    throw new UsageError(`--pace takes a number from 0 to 1000, not "${text}"`);
  }
  return number;
}

export function isWebUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
