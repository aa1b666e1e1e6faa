// A process that stays warm: it is told numbers of mutations, and answers what noticed each.
import { changed } from './changed.ts';
import { quickChecks } from './quick-checks.ts';
import { specMutations } from './spec-mutations.ts';
import { readSpec } from './spec-source.ts';

const files = readSpec();
const mutations = specMutations(files);

// A check that fails anyway would seem to catch everything.
const fault = await quickChecks(files);
if (fault) throw new Error(`The contract itself fails a check, ${fault.check}: ${fault.said}`);

process.on('message', async (index: number) => {
  const mutation = mutations[index];
  if (mutation) process.send?.({ index, caught: await quickChecks(changed(files, mutation)) });
});
// The command has gone, by Ctrl-C or otherwise.
process.on('disconnect', () => process.exit());
