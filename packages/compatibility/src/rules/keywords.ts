import { code, listChange, type Rule, values } from '../rating.ts';

/** Keywords of a schema that need another verdict, or other words, than Redocly's. */
export const keywords: Rule = (change, { direction, name, inCondition, keyword }) => {
  const { before, after } = values(change);
  const received = direction === 'received';
  // A condition that comes or goes as a whole is rated by what it asks for.
  if (keyword === 'if' && change.kind !== 'modified' && !inCondition) return 'nothing';
  if (inCondition || keyword === 'if' || (keyword === 'not' && change.kind === 'modified')) {
    return {
      level: 'judge',
      fact: 'condition-changed',
      what: `A condition on ${name} changed.`,
      advice: 'Look at both versions: breaking when something that is valid today meets it no longer.',
    };
  }
  if (change.typeName !== 'Schema' || change.kind !== 'modified') return undefined;
  switch (change.property) {
    case 'enum': {
      if (before === undefined || after === undefined) {
        const isClosed = after !== undefined;
        return {
          level: isClosed === received ? 'compatible' : 'breaking',
          fact: isClosed ? 'enum-values-removed' : 'enum-values-added',
          what: isClosed
            ? `${name} can only be ${code(after as unknown[])} now.`
            : `${name} can be anything now.`,
          advice: isClosed === received ? '' : received ? tellOtherwise : 'Keep taking the other values.',
        };
      }
      const { lost, gained } = listChange(change);
      const breaks = received ? gained : lost;
      return {
        level: breaks.length > 0 ? 'breaking' : 'compatible',
        fact:
          breaks === gained || breaks.length === 0
            ? gained.length > 0
              ? 'enum-values-added'
              : 'enum-values-removed'
            : 'enum-values-removed',
        what: [
          lost.length > 0 && `${name} can no longer be ${code(lost)}.`,
          gained.length > 0 && `${name} can be ${code(gained)} now.`,
        ]
          .filter(Boolean)
          .join(' '),
        advice: breaks.length === 0 ? '' : received ? tellOtherwise : 'Keep taking the old value.',
      };
    }
    case 'default':
      return received
        ? { level: 'compatible', fact: 'default-changed', what: `The default of ${name} changed.` }
        : {
            level: 'judge',
            fact: 'default-changed',
            what: `Without ${name} it is ${after === undefined ? 'no longer defined' : code([after])} now; it was ${before === undefined ? 'not defined' : code([before])}.`,
            advice: 'Breaking when requests that leave it out do something else than today.',
          };
    case 'pattern':
    case 'multipleOf':
      if (before === undefined || after === undefined) return undefined;
      return {
        level: 'judge',
        fact: `${change.property}-changed`,
        what: `The \`${change.property}\` of ${name} is ${code([after])} now; it was ${code([before])}.`,
        advice: received
          ? 'Harmless when everything that fits the new one fits the old one.'
          : 'Harmless when everything that fits the old one fits the new one.',
      };
    case 'deprecated':
      return {
        level: 'compatible',
        fact: 'deprecated',
        what: `${name} is ${after ? '' : 'no longer '}deprecated.`,
      };
    default:
      return undefined;
  }
};

const tellOtherwise =
  'Say that values may be added, a major version before the first one is; or tell it in a new field.';
