import type { Change } from './change.ts';

/** What somebody decided about a change that no rule can rate. */
export interface Judgement {
  fact: string;
  location: string;
  level: 'breaking' | 'compatible';
  why: string;
}

/** Each change with the judgement of it, and the judgements that are about nothing. */
export function judge(changes: readonly Change[], judgements: readonly Judgement[]) {
  const isAbout = (judgement: Judgement, { level, fact, location }: Change) =>
    level === 'judge' && judgement.fact === fact && judgement.location === location;
  return {
    changes: changes.map((change): Change => {
      const judgement = judgements.find((one) => isAbout(one, change));
      return judgement ? { ...change, level: judgement.level, advice: judgement.why } : change;
    }),
    unused: judgements.filter((one) => !changes.some((change) => isAbout(one, change))),
  };
}

/** @throws {SyntaxError} when the text is not a list of judgements, with what is wrong */
export function parseJudgements(text: string): Judgement[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) throw new SyntaxError('it must be a list');
  for (const [index, one] of list.entries()) {
    for (const key of ['fact', 'location', 'why']) {
      if (typeof one?.[key] !== 'string' || one[key] === '') {
        throw new SyntaxError(`entry ${index + 1} needs a \`${key}\``);
      }
    }
    if (one.level !== 'breaking' && one.level !== 'compatible') {
      throw new SyntaxError(`the \`level\` of entry ${index + 1} must be "breaking" or "compatible"`);
    }
  }
  return list;
}
