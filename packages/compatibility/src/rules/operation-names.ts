import { type Rule, values } from '../rating.ts';
import { onlyInCode } from './messages.ts';

/** What an operation is called. */
export const operationNames: Rule = (change) => {
  const { before, after } = values(change);
  if (change.typeName !== 'Operation' || change.property !== 'operationId') return undefined;
  if (before === undefined) return 'nothing';
  return {
    level: 'judge',
    fact: 'operation-id-changed',
    what: `The operation \`${before}\` is called ${after === undefined ? 'nothing' : `\`${after}\``} now.`,
    advice: onlyInCode,
  };
};
