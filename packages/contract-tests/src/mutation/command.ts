// `pnpm mutate`: see the help below.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { artifactMutations } from './artifact-mutations.ts';
import { whyWithoutEffect } from './no-effect.ts';
import { reportOf } from './report.ts';
import { idOf, run } from './run.ts';
import { sample } from './sample.ts';
import { specMutations } from './spec-mutations.ts';
import { readSpec } from './spec-source.ts';

const help = `Changes the contract, generated code, the mock's answers and pages of the site in one place at a time, each time in a copy, and sees whether a check notices.
Ends with 1 when one does not.

  --sample N     so many changes, in turn from each kind (250)
                 pnpm mutate --sample 40
  --seed N       which ones (1)
                 pnpm mutate --seed 7
  --all          every change
                 pnpm mutate --all
  --only TEXT    those whose line has the text
                 pnpm mutate --only spec/components/schemas/sending/Rules.yaml
  --report FILE  write the score as a page
                 pnpm mutate --all --report ../../docs/benchmarks/mutation.md
  --help         this text
`;

class UsageError extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`mutate: ${error.message}`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags.help) {
    console.log(help);
    return 0;
  }
  const size = number('sample', flags.sample ?? '250');
  const seed = number('seed', flags.seed ?? '1');
  const files = readSpec();
  const all = [...specMutations(files), ...artifactMutations()].filter((mutation) =>
    idOf(mutation).includes(flags.only ?? ''),
  );
  if (all.length === 0) throw new UsageError(`--only ${flags.only}: no change has this in its line`);
  const chosen = flags.all ? all : sample(all, size, seed, ({ kind }) => kind);
  console.log(`${chosen.length} of ${all.length} changes${flags.all ? '' : `, --seed ${seed}`}.`);
  const outcomes = await run(files, chosen, {
    // A process needs some seconds before it is warm; for a few changes one is enough.
    jobs: Math.min(4, availableParallelism(), Math.ceil(chosen.length / 20)),
    progress: everyFewSeconds(),
  });
  const missed = outcomes.filter(
    ({ mutation, caught }) => !caught && whyWithoutEffect(mutation) === undefined,
  );
  for (const { mutation } of missed) console.log(`not caught: ${idOf(mutation)}`);
  const caught = outcomes.filter((outcome) => outcome.caught).length;
  console.log(
    `${caught} caught, ${outcomes.length - caught - missed.length} change nothing for anybody, ${missed.length} not caught.`,
  );
  if (flags.report !== undefined) {
    writeFileSync(
      flags.report,
      reportOf(outcomes, { total: all.length, command: process.argv.slice(2).join(' ') }),
    );
  }
  return missed.length > 0 ? 1 : 0;
}

function readFlags() {
  try {
    return parseArgs({
      options: {
        sample: { type: 'string' },
        seed: { type: 'string' },
        all: { type: 'boolean' },
        only: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]} See --help.`);
  }
}

function number(flag: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0)
    throw new UsageError(`--${flag} ${text}: give a whole number from 1, for example --${flag} 40`);
  return Number(text);
}

/** Prints what it is told, but not more often than anybody can read. */
function everyFewSeconds(): (text: string) => void {
  let last = Date.now();
  return (text) => {
    if (Date.now() - last < 5000) return;
    last = Date.now();
    console.log(text);
  };
}
