import { at } from '../contract.ts';
import { liveChecks } from './checks.ts';
import { exchange, NoAnswerError } from './exchange.ts';
import { HELP, type LiveOptions, readOptions, UsageError } from './options.ts';

/** `pnpm check:live`. @returns the exit code */
export async function checkLive(args: string[], environment: NodeJS.ProcessEnv): Promise<number> {
  let options: LiveOptions | undefined;
  try {
    options = readOptions(args, environment);
    if (!options) {
      process.stdout.write(HELP);
      return 0;
    }
    await exchange(options, { operationId: 'getMessage', token: null, expected: '401' });
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}. See: pnpm check:live --help`);
    else if (error instanceof NoAnswerError)
      console.error(`CONTRACT_BASE_URL gives no answer: ${error.message}`);
    else throw error;
    return 2;
  }
  const how = options.phoneNumbers.length > 0 ? 'reading and sending' : 'only reading';
  console.log(`Contract ${at('/info/version')} at ${new URL(options.baseUrl).origin}, ${how}`);
  let checks = 0;
  let found = 0;
  for await (const { name, differences } of liveChecks(options)) {
    checks += 1;
    found += differences.length;
    console.log(`${differences.length === 0 ? 'same   ' : 'DIFFERS'} ${name}`);
    for (const line of differences) console.log(`        ${line}`);
  }
  console.log(`\n${checks} checks, ${found} ${found === 1 ? 'difference' : 'differences'}`);
  return found === 0 ? 0 : 1;
}
