import type { Rating, Rule } from './rating.ts';
import type { RawChange } from './redocly-diff.ts';
import { fields } from './rules/fields.ts';
import { growing } from './rules/growing.ts';
import { houseKeywords } from './rules/house-keywords.ts';
import { keywords } from './rules/keywords.ts';
import { messages } from './rules/messages.ts';
import { operationNames } from './rules/operation-names.ts';
import { statuses } from './rules/statuses.ts';
import type { Spot } from './spot.ts';
import { inWords } from './words.ts';

const rules: readonly Rule[] = [operationNames, statuses, messages, houseKeywords, growing, keywords, fields];

/**
 * Rates a change by the first of the house's rules that knows it, else by Redocly's. What neither knows is to be judged:
 * a keyword that is new to both must not pass unseen.
 */
export function rate(change: RawChange, spot: Spot): Rating | undefined {
  for (const rule of rules) {
    const rating = rule(change, spot);
    if (rating === 'nothing') return undefined;
    if (rating) return rating;
  }
  const what = inWords(change, spot);
  const verdict = change.verdicts.find(({ impact }) => impact === 'major');
  if (verdict) return { level: 'breaking', fact: verdict.ruleId, what, advice: advice(verdict.ruleId, spot) };
  const { kind, typeName, property } = change;
  if (kind !== 'modified') return { level: 'compatible', fact: `${kebab(typeName)}-${kind}`, what };
  if (typeName === 'Schema' ? ratedByRedocly.has(property ?? '') : harmless.has(`${typeName} ${property}`)) {
    return { level: 'compatible', fact: 'constraint-changed', what };
  }
  return {
    level: 'judge',
    fact: 'unknown-change',
    what,
    advice: 'No rule knows what this means. Judge it, or write the rule.',
  };
}

/** What Redocly looks at in a schema: when it has nothing to say, the change is the harmless way round. */
const ratedByRedocly = new Set([
  'type',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'multipleOf',
  'pattern',
  'format',
  'items',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentEncoding',
  'contentMediaType',
]);

const harmless = new Set([
  'RequestBody required',
  'Parameter required',
  'Header required',
  'Parameter deprecated',
  'Header deprecated',
]);

function advice(ruleId: string, { direction }: Spot): string {
  const known: Record<string, string> = {
    'server-removed': 'Keep answering there.',
    'security-requirement-changed': 'Keep accepting what is accepted today.',
    'media-type-removed': 'Keep it beside the new one.',
    'parameter-removed': 'Keep taking it, and say that it is deprecated.',
    'parameter-became-required': 'Make it optional, with a default that does what happens today.',
  };
  return (
    known[ruleId] ??
    (direction === 'sent'
      ? 'Keep taking what is valid today, or take the new form in a field or an operation of its own.'
      : 'Keep within what is promised today, or tell the new in a field of its own.')
  );
}

function kebab(text: string): string {
  return text.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
