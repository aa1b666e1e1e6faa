const SECONDS = 5;

/**
 * Tells on stderr how far a long run has come, every few seconds. Silent but in `pnpm fuzz`.
 * @param total how many inputs there will be.
 * @returns to be called with the number of inputs that were just done.
 */
export function fuzzProgress(name: string, total: number): (inputs?: number) => void {
  if (process.env['FUZZ_RUNS'] === undefined) return () => {};
  let done = 0;
  let told = performance.now();
  return (inputs = 1) => {
    done += inputs;
    if (performance.now() - told < SECONDS * 1000 && done < total) return;
    told = performance.now();
    process.stderr.write(`${name}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}\n`);
  };
}
