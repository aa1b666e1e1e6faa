/** What fast-check is given. */
export interface FuzzSettings {
  numRuns: number;
  seed: number;
}

// Without a wish the same inputs come each time: a red test stays red, and an unchanged one may be taken from a cache.
const SEED = 20;

/**
 * How many inputs a property is tried with, and from which seed. `FUZZ_RUNS` and `FUZZ_SEED` win, which `pnpm fuzz`
 * sets; `TEST_SIZE=full` takes the longer of the two.
 * @param inputs how many inputs one run of the property takes.
 */
export function fuzz({
  short,
  full,
  inputs = 1,
}: {
  short: number;
  full: number;
  inputs?: number;
}): FuzzSettings {
  const { FUZZ_RUNS, FUZZ_SEED, TEST_SIZE } = process.env;
  const wanted = Number(FUZZ_RUNS ?? (TEST_SIZE === 'full' ? full : short));
  return { numRuns: Math.ceil(wanted / inputs), seed: Number(FUZZ_SEED ?? SEED) };
}
