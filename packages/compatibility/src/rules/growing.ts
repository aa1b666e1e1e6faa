import { anyOther, byType } from '../flatten-schema.ts';
import { code, listChange, type Rule, values } from '../rating.ts';

/** Enums and unions that may grow, as the contract says of them. */
export const growing: Rule = (change, { direction, holder, key, name }) => {
  const received = direction === 'received';
  if (change.property === 'x-open-enum') {
    const { before, after } = values(change);
    const { lost, gained } = listChange(change);
    // Closed and open are told by `enum`, which changes with it.
    if (before === undefined || after === undefined || lost.length + gained.length === 0) return 'nothing';
    if (lost.length > 0) {
      return {
        level: 'judge',
        fact: 'known-value-removed',
        what: `${code(lost)} ${lost.length > 1 ? 'are' : 'is'} no longer a known value of ${name}.`,
        advice: received
          ? 'Breaking when partners wait for it and it no longer comes.'
          : 'Breaking when the API no longer takes it. Harmless when it only was a mistake.',
      };
    }
    return {
      level: 'compatible',
      fact: 'known-value-added',
      what: `${name} can be ${code(gained)} now.`,
      advice: received ? 'The contract says that values may be added here.' : '',
    };
  }
  if (change.property === 'x-union') {
    return (values(change).after === 'open') === received
      ? {
          level: 'breaking',
          fact: 'union-opened-or-closed',
          what: received
            ? 'Other kinds than the known ones can come now.'
            : 'Other kinds are no longer taken.',
          advice: received ? 'Offer the other kinds apart.' : 'Keep taking other kinds.',
        }
      : {
          level: 'compatible',
          fact: 'union-opened-or-closed',
          what: received ? 'Only the known kinds come now.' : 'Other kinds are taken now.',
        };
  }
  if (!('x-union' in holder) || change.typeName !== 'Schema' || change.kind === 'modified') return undefined;
  if (key === anyOther) return 'nothing';
  const open = holder['x-union'] === 'open';
  if (change.kind === 'added') {
    return {
      level: received && !open ? 'breaking' : 'compatible',
      fact: 'kind-added',
      what: `There is a new kind, ${code([key])}.`,
      advice:
        received && !open ? 'Say that kinds may be added, a major version before the first one is.' : '',
    };
  }
  if (received && holder['x-union-of'] === byType) {
    return {
      level: 'judge',
      fact: 'form-removed',
      what: `It no longer comes as ${code([key])}.`,
      advice: 'Breaking when a partner has chosen to get it like that.',
    };
  }
  return {
    level: 'breaking',
    fact: 'kind-removed',
    what: `The kind ${code([key])} is gone.`,
    advice: 'Keep it, and say that it is deprecated.',
  };
};
