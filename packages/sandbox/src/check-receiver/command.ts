import { checkReceiver } from './check-receiver.ts';
import { parseReceiverFlags, RECEIVER_HELP } from './flags.ts';
import { junitReport } from './junit-report.ts';
import { textResult, textSummary } from './text-report.ts';

/**
 * `check-receiver`: progress as it goes, and the report.
 *
 * @returns the exit code
 * @throws {UsageError} when the command line cannot be followed
 */
export async function checkReceiverCommand(
  args: string[],
  environment: NodeJS.ProcessEnv,
  print: (text: string) => void,
  warn: (line: string) => void,
): Promise<number> {
  const { url, secret, format, burst, help } = parseReceiverFlags(args, environment);
  if (help) {
    print(RECEIVER_HELP);
    return 0;
  }
  // A person reads the report while it is made; a program reads it from stdout once it is whole.
  const tell = format === 'text' ? (text: string) => print(`${text}\n`) : warn;
  const report = await checkReceiver({ url, secret, burst, onResult: (result) => tell(textResult(result)) });
  if (format === 'json') print(`${JSON.stringify(report, null, 2)}\n`);
  else if (format === 'junit') print(junitReport(report));
  else print(`${textSummary(report)}\n`);
  return report.failed > 0 ? 1 : 0;
}
