import { type Change, levels } from './change.ts';
import { code, type Rating } from './rating.ts';
import type { Spot } from './spot.ts';

/** A rated change in one exchange. */
export interface Finding extends Rating {
  role: Spot['role'];
  /** The operation or event. */
  exchange: string;
  location: string;
}

/** The findings as changes, the worst first. What is written once and shows at several places is told once. */
export function together(findings: readonly Finding[]): Change[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { level, fact, location, role } = finding;
    const key = JSON.stringify([level, fact, location, role]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map(([first, ...others]) => change(first as Finding, others))
    .sort(
      (one, other) =>
        levels.indexOf(one.level) - levels.indexOf(other.level) ||
        compareText(one.location, other.location) ||
        compareText(one.forWhom, other.forWhom),
    );
}

function change(
  { level, fact, location, role, exchange, what, advice = '' }: Finding,
  others: Finding[],
): Change {
  const where = [...new Set([exchange, ...others.map((other) => other.exchange)])];
  const [shortest = what, ...longer] = [...new Set([what, ...others.map((other) => other.what)])].sort(
    (one, other) => one.length - other.length || compareText(one, other),
  );
  const more =
    longer.length > 0 ? ` The same at ${longer.length} more ${longer.length > 1 ? 'places' : 'place'}.` : '';
  return {
    level,
    fact,
    where,
    location,
    forWhom: `whoever ${role} ${some(where)}`,
    what: shortest + more,
    advice,
  };
}

/** The first few, and how many more. */
function some(names: readonly string[]): string {
  if (names.length <= 4) return code(names);
  return `${names
    .slice(0, 3)
    .map((name) => code([name]))
    .join(', ')} and ${names.length - 3} more`;
}

/** By code units: the order is the same on every machine. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
