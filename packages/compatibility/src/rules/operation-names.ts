import { type Rule, values } from '../rating.ts';
import { onlyInCode } from './messages.ts';

/** What an operation is called, and whether it is on its way out. */
export const operationNames: Rule = (change, { exchange }) => {
  const { before, after } = values(change);
  if (change.typeName !== 'Operation') return undefined;
  if (change.property === 'deprecated') {
    const what = `\`${exchange}\` is ${after === true ? '' : 'no longer '}deprecated.`;
    return { level: 'compatible', fact: 'deprecated', what };
  }
  if (change.property !== 'operationId') return undefined;
  if (before === undefined) return 'nothing';
  return {
    level: 'judge',
    fact: 'operation-id-changed',
    what: `The operation \`${before}\` is called ${after === undefined ? 'nothing' : `\`${after}\``} now.`,
    advice: onlyInCode,
  };
};
