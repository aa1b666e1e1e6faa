import { type Change, compareAll } from '@enterprise-communications/compatibility';
import { bundle } from './bundle.ts';
import type { Catch } from './catch.ts';
import { changed } from './changed.ts';
import type { SpecMutation, SpecSource } from './mutation.ts';

/**
 * What the gate of `pnpm check:breaking` says of each of some changes to the contract: it lets none pass that nobody has
 * told of, breaking or not.
 */
export function gate(files: SpecSource, mutations: SpecMutation[]): (Catch | undefined)[] {
  const base = bundle(files);
  const pairs = mutations.map((mutation) => ({ base, next: bundle(changed(files, mutation)) }));
  return compareAll(pairs).map(([first]: Change[]) =>
    first ? { check: 'gate', said: `${first.level}: ${first.what}` } : undefined,
  );
}
