import type { Level } from './change.ts';
import type { RawChange } from './redocly-diff.ts';
import type { Spot } from './spot.ts';

/** What a rule says of a change. */
export interface Rating {
  level: Level;
  fact: string;
  what: string;
  advice?: string;
}

/** Rates the changes it knows. `'nothing'` for one that means nothing by itself, undefined for one it does not know. */
export type Rule = (change: RawChange, spot: Spot) => Rating | 'nothing' | undefined;

/** The values of a keyword before and after. */
export function values({ base, revision }: RawChange) {
  return { before: base?.value, after: revision?.value };
}

/** What a list lost and gained. The lists of keywords that Redocly does not know come as JSON. */
export function listChange({ base, revision }: RawChange) {
  const before = asList(base?.value);
  const after = asList(revision?.value);
  return {
    lost: before.filter((one) => !after.includes(one)),
    gained: after.filter((one) => !before.includes(one)),
  };
}

function asList(value: unknown): unknown[] {
  if (typeof value === 'string') return JSON.parse(value);
  return Array.isArray(value) ? value : [];
}

/** Values for a sentence: "`a`, `b` and `c`". */
export function code(all: readonly unknown[]): string {
  const names = all.map((one) => `\`${typeof one === 'string' ? one : JSON.stringify(one)}\``);
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}
