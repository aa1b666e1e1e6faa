import { limitsOfArtifacts } from '../matrix/limits-of-artifacts.ts';
import type { ArtifactMutation } from './artifact-mutations.ts';
import type { Catch } from './catch.ts';
import { gate } from './gate.ts';
import { lint } from './lint.ts';
import { matrixCheck } from './matrix-check.ts';
import type { Mutation, SpecMutation, SpecSource } from './mutation.ts';
import { quickPool } from './quick-pool.ts';
import { specMutations } from './spec-mutations.ts';

export interface Outcome {
  mutation: Mutation;
  /** What noticed it first, the cheapest check being asked first. */
  caught: Catch | undefined;
}

/** So many contracts at once go to the lint: more would not fit a command line, fewer would start it more often. */
const atOnce = 25;

/**
 * Makes each change, to the contract or to what is made from it, and asks the checks, the cheapest first, until one notices.
 */
export async function run(
  files: SpecSource,
  mutations: (SpecMutation | ArtifactMutation)[],
  { jobs, progress }: { jobs: number; progress: (text: string) => void },
): Promise<Outcome[]> {
  const all = specMutations(files);
  const chosen = mutations.filter((mutation) => 'change' in mutation);
  const places = new Map(all.map((mutation, index) => [idOf(mutation), index]));
  const caught = new Map<Mutation, Catch>();
  const left = () => chosen.filter((mutation) => !caught.has(mutation));

  let done = 0;
  const indexes = chosen.map((mutation) => places.get(idOf(mutation)) as number);
  await quickPool(indexes, jobs, (index, found) => {
    if (found) caught.set(chosen[indexes.indexOf(index)] as SpecMutation, found);
    done++;
    progress(`examples and facts: ${done} of ${chosen.length}, ${done - caught.size} not caught yet`);
  });

  const toLint = left();
  const parts = Array.from({ length: Math.ceil(toLint.length / atOnce) }, (_, index) =>
    toLint.slice(index * atOnce, (index + 1) * atOnce),
  );
  let linted = 0;
  await inTurn(parts, jobs, async (part) => {
    for (const [index, found] of (await lint(files, part)).entries()) {
      if (found) caught.set(part[index] as SpecMutation, found);
    }
    linted += part.length;
    progress(`lint: ${linted} of ${toLint.length}, ${left().length} not caught yet`);
  });

  const toCompare = left();
  if (toCompare.length > 0) {
    for (const [index, found] of gate(files, toCompare).entries()) {
      if (found) caught.set(toCompare[index] as SpecMutation, found);
    }
    progress(`gate: ${toCompare.length} of ${toCompare.length}, ${left().length} not caught`);
  }

  const artifacts = mutations.filter((mutation) => 'artifact' in mutation);
  const sound = new Set<string>();
  for (const [index, mutation] of artifacts.entries()) {
    const { artifact, unchanged, facts } = mutation;
    const limits = limitsOfArtifacts[artifact] ?? {};
    if (!sound.has(mutation.file)) {
      const fault = await matrixCheck(artifact, unchanged, limits);
      if (fault) throw new Error(`Without any change, the truth matrix says: ${fault.said}`);
      sound.add(mutation.file);
    }
    const found = await matrixCheck(artifact, facts, limits);
    if (found) caught.set(mutation, found);
    progress(`truth matrix: ${index + 1} of ${artifacts.length}`);
  }
  return mutations.map((mutation) => ({ mutation, caught: caught.get(mutation) }));
}

/** What tells one mutation from all others. */
export function idOf({ file, kind, what }: Mutation): string {
  return `${file} ${kind}: ${what}`;
}

async function inTurn<T>(list: T[], jobs: number, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...list];
  const next = async (): Promise<void> => {
    const one = waiting.shift();
    if (one === undefined) return;
    await work(one);
    await next();
  };
  await Promise.all(Array.from({ length: jobs }, next));
}
