import { parseArgs } from 'node:util';
import { isWebUrl, parseUsage, UsageError, wholeNumber } from '../flags.ts';

export interface ReceiverFlags {
  url: string;
  secret: string;
  format: 'text' | 'json' | 'junit';
  burst: number;
  help: boolean;
}

export const RECEIVER_HELP = `Usage: enterprise-communications-sandbox check-receiver URL --secret S [flags]

Attacks your webhook receiver in every way that it has to stand, and tells what to mend: valid events, batches, forged
signatures, duplicates, disorder, what is not known yet, large bodies, slow senders, a burst. The events are invented;
let it at a test system. Ends with 0 when all is well, 1 when something is to be mended, 2 for a wrong command line.

  URL         where the receiver takes its POSTs
                enterprise-communications-sandbox check-receiver http://127.0.0.1:3000/webhook --secret my-secret
  --secret S  what the events are signed with; or set SANDBOX_WEBHOOK_SECRET
                enterprise-communications-sandbox check-receiver http://127.0.0.1:3000/webhook --secret my-secret
  --json      print the report as JSON, and the progress on stderr
                enterprise-communications-sandbox check-receiver http://127.0.0.1:3000/webhook --secret my-secret --json
  --junit     print the report as JUnit XML, and the progress on stderr
                enterprise-communications-sandbox check-receiver http://127.0.0.1:3000/webhook --secret my-secret --junit
  --burst N   how many events come in the burst, 1 to 100000 (default 500)
                enterprise-communications-sandbox check-receiver http://127.0.0.1:3000/webhook --secret my-secret --burst 5000
  --help      print this
                enterprise-communications-sandbox check-receiver --help
`;

/**
 * @param args what stands after `check-receiver`
 * @throws {UsageError} with one line that names the flag and says what it takes
 */
export function parseReceiverFlags(args: string[], environment: NodeJS.ProcessEnv): ReceiverFlags {
  const { values, positionals } = parseUsage(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        secret: { type: 'string' },
        json: { type: 'boolean', default: false },
        junit: { type: 'boolean', default: false },
        burst: { type: 'string', default: '500' },
        help: { type: 'boolean', default: false },
      },
    }),
  );
  const [url = '', another] = positionals;
  const { help, json, junit } = values;
  const secret = values.secret ?? environment['SANDBOX_WEBHOOK_SECRET'] ?? '';
  if (!help) {
    if (!isWebUrl(url)) {
      throw new UsageError(
        url === ''
          ? 'check-receiver takes a URL such as http://127.0.0.1:3000/webhook'
          : `check-receiver takes a URL such as http://127.0.0.1:3000/webhook, not "${url}"`,
      );
    }
    if (another !== undefined) throw new UsageError(`unexpected argument "${another}"`);
    if (secret === '') throw new UsageError('check-receiver needs --secret as well');
    if (json && junit) throw new UsageError('give --json or --junit, not both');
  }
  return {
    url,
    secret,
    format: json ? 'json' : junit ? 'junit' : 'text',
    burst: wholeNumber('--burst', values.burst, 1, 100_000),
    help,
  };
}
