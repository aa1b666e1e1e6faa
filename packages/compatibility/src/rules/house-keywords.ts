import { code, listChange, type Rule, values } from '../rating.ts';

/** The contract's own keywords: spec/README.md says what they mean. */
export const houseKeywords: Rule = (change, { direction, name }) => {
  const { before, after } = values(change);
  switch (change.property) {
    case 'x-max-bytes': {
      const [from, to] = [Number(before ?? Infinity), Number(after ?? Infinity)];
      if ((direction === 'sent') !== to < from) {
        return {
          level: 'compatible',
          fact: 'body-limit-changed',
          what: `A body can have ${bytes(after)} now.`,
        };
      }
      return {
        level: 'breaking',
        fact: 'body-limit-changed',
        what: `A body can have ${bytes(after)} now; it was ${bytes(before)}.`,
        advice:
          direction === 'sent' ? 'Keep the larger limit.' : 'Split what is larger into several requests.',
      };
    }
    case 'x-answer-within-seconds':
      if (Number(after ?? 0) >= Number(before ?? Infinity)) {
        return {
          level: 'compatible',
          fact: 'answer-time-changed',
          what: `The API waits ${after} seconds for an answer now.`,
        };
      }
      return {
        level: 'breaking',
        fact: 'answer-time-changed',
        what: `The API waits ${after ?? 'an unknown number of'} seconds for an answer; it was ${before ?? 'unknown'}.`,
        advice: 'Wait as long as before. A receiver that needs the time would get each event again.',
      };
    case 'x-retry-delays-seconds':
      return {
        level: 'judge',
        fact: 'retry-delays-changed',
        what: `The delays between two deliveries are ${code([after])} now; they were ${code([before])}.`,
        advice: 'Breaking when an outage that is survived today would lose events.',
      };
    case 'x-final': {
      const { lost, gained } = listChange(change);
      if (lost.length + gained.length === 0) return 'nothing';
      return {
        level: 'judge',
        fact: 'final-values-changed',
        what: `Final values of ${name}: ${[lost.length > 0 && `no longer ${code(lost)}`, gained.length > 0 && `now also ${code(gained)}`].filter(Boolean).join(', ')}.`,
        advice:
          'Callers stop waiting at a final value. Breaking when one comes earlier, or never, than they expect.',
      };
    }
    case 'x-sensitive':
      return after === true
        ? {
            level: 'compatible',
            fact: 'marked-sensitive',
            what: `${name} counts as people's data now, and stays out of logs.`,
          }
        : {
            level: 'judge',
            fact: 'no-longer-sensitive',
            what: `${name} no longer counts as people's data.`,
            advice: 'Logs of partners will show it. Make sure that it can never hold people’s data.',
          };
    default:
      return undefined;
  }
};

function bytes(value: unknown): string {
  return value === undefined ? 'any size' : `${value} bytes`;
}
