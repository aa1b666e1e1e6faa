import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UserError } from './user-error.mjs';

/**
 * Runs `main` when the module at `moduleUrl` is the script that Node was started with, and not when it is imported.
 *
 * @param {string} moduleUrl the module's `import.meta.url`
 * @param {() => Promise<void>} main a {@link UserError} it throws becomes one line on stderr and exit code 1
 */
export async function runAsCommand(moduleUrl, main) {
  const script = process.argv[1];
  if (script === undefined || !existsSync(script)) return;
  if (realpathSync(script) !== fileURLToPath(moduleUrl)) return;
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Reads the command line. `--help` prints `help` and returns undefined.
 *
 * @template {Record<string, { type: 'string' | 'boolean' }>} O
 * @param {{ help: string, options: O }} command
 * @returns {{ [name in keyof O]?: O[name]['type'] extends 'string' ? string : boolean } | undefined}
 * @throws {UserError} on an unknown flag, a flag without its value, or a stray word
 */
export function readFlags({ help, options }) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean' } } });
    if (!('help' in values)) return /** @type {any} */ (values);
  } catch (error) {
    const [reason] = /** @type {Error} */ (error).message.split('. ');
    throw new UserError(`${reason}. See --help.`);
  }
  process.stdout.write(help);
  return undefined;
}
