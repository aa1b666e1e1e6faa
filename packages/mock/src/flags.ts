import { parseArgs } from 'node:util';

export interface Flags {
  port: number;
  host: string;
  spec?: string | undefined;
  dynamic: boolean;
  seed?: number | undefined;
  watch: boolean;
  verbose: boolean;
  help: boolean;
  version: boolean;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const HELP = `Usage: enterprise-communications-mock [flags]

Answers every documented request of the Enterprise Communications API at once. It keeps nothing and sends
nothing. Any bearer token will do.

  --port N      port to listen on; 0 takes any free one (default 4010)
                  enterprise-communications-mock --port 4010
  --host H      address to listen on (default 127.0.0.1)
                  enterprise-communications-mock --host 0.0.0.0
  --spec FILE   serve this OpenAPI 3 file, JSON or YAML, instead of the one that is built in
                  enterprise-communications-mock --spec ./openapi.json
  --dynamic     answer with invented data that fits the schemas, not with the examples
                  enterprise-communications-mock --dynamic
  --seed N      invent the same data each time
                  enterprise-communications-mock --dynamic --seed 42
  --watch       serve the file anew whenever it changes
                  enterprise-communications-mock --spec ./openapi.json --watch
  --verbose     print a line for each request: method, path, status, time
                  enterprise-communications-mock --verbose
  --help        print this
                  enterprise-communications-mock --help
  --version     print the version
                  enterprise-communications-mock --version

Choose the answer with a request header:
  Prefer: code=429                      any status that is documented
  Prefer: code=200, example=NAME        any example that is documented
  Prefer: dynamic=true                  invented data for this request
`;

/** @throws {UsageError} with one line that names the flag and says what it takes. */
export function parseFlags(args: string[]): Flags {
  const { values, positionals } = parse(args);
  if (positionals[0] !== undefined) throw new UsageError(`unexpected argument "${positionals[0]}"`);
  const { port, host, seed } = values;
  if (host === '') throw new UsageError('--host takes an address, for example --host 127.0.0.1');
  if (values.spec === '') throw new UsageError('--spec takes a file, for example --spec ./openapi.json');
  return {
    ...values,
    port: wholeNumber('--port', port, 65_535),
    seed: seed === undefined ? undefined : wholeNumber('--seed', seed, Number.MAX_SAFE_INTEGER),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        spec: { type: 'string' },
        dynamic: { type: 'boolean', default: false },
        seed: { type: 'string' },
        watch: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)|\n/);
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1));
  }
}

function wholeNumber(flag: string, text: string, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > max) {
    throw new UsageError(`${flag} takes a whole number from 0 to ${max}, not "${text}"`);
  }
  return number;
}
