// `pnpm fuzz`: tries every artifact with generated inputs, as many as wanted. What fails is told as the smallest input
// that fast-check found, with the seed that brings it back.
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './pnpm.mjs';

/** @type {Record<string, [folder: string, test: string]>} */
const targets = {
  validators: ['packages/contract-tests', 'test/fuzz-validators.test.ts'],
  client: ['packages/contract-tests', 'test/fuzz-client.test.ts'],
  webhooks: ['packages/contract-tests', 'test/fuzz-webhooks.test.ts'],
  mock: ['packages/contract-tests', 'test/fuzz-mock.test.ts'],
  sandbox: ['packages/sandbox', 'test/conformance.test.ts'],
};

const help = `Tries validators, client, webhooks, mock and sandbox with inputs generated from the contract.

  --runs N     how many inputs each of them gets, 100000 by default
               pnpm fuzz --runs 1000000
  --seed N     the same seed and runs give the same inputs; random by default, and printed
               pnpm fuzz --seed 42
  --only NAME  one of ${Object.keys(targets).join(', ')}
               pnpm fuzz --only client
  --help       this text
               pnpm fuzz --help`;

try {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) console.log(help);
  else
    process.exitCode = fuzz(
      wholeNumber('--runs', values.runs),
      wholeNumber('--seed', values.seed),
      values.only,
    );
} catch (error) {
  console.error(`${/** @type {Error} */ (error).message.split('. ')[0]}. See: pnpm fuzz --help`);
  process.exitCode = 2;
}

/**
 * @param {number} runs
 * @param {number} seed
 * @param {string | undefined} only
 */
function fuzz(runs, seed, only) {
  const chosen = only === undefined ? Object.keys(targets) : [only];
  for (const name of chosen) {
    if (!(name in targets))
      throw new RangeError(`--only takes one of ${Object.keys(targets).join(', ')}, not '${name}'`);
  }
  const built = run('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
  if (built !== 0) return built;
  const failed = chosen.filter((name) => {
    const [folder, test] = targets[name] ?? [];
    console.log(`\n${name}: ${runs} inputs, seed ${seed}`);
    const status = run(
      'pnpm',
      ['--dir', join(root, folder ?? ''), 'exec', 'vitest', 'run', test ?? '', '--disable-console-intercept'],
      { FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) },
    );
    return status !== 0;
  });
  console.log(
    failed.length === 0
      ? `\nNothing found with seed ${seed}.`
      : `\nFound something in: ${failed.join(', ')}. Again: pnpm fuzz --runs ${runs} --seed ${seed} --only ${failed[0]}`,
  );
  return failed.length === 0 ? 0 : 1;
}

/**
 * @param {string} flag
 * @param {string} text
 */
function wholeNumber(flag, text) {
  if (!/^\d{1,10}$/.test(text) || Number(text) >= 2 ** 31 || (flag === '--runs' && Number(text) === 0))
    throw new RangeError(
      `${flag} takes a whole number from ${flag === '--runs' ? 1 : 0} to 2147483647, not '${text}'`,
    );
  return Number(text);
}
