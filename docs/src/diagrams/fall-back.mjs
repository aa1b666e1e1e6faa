import { exampleValue } from '../facts/examples.mjs';
import { FactError } from '../facts/fact-error.mjs';
import { statuses } from '../facts/names.mjs';
import { list } from '../facts/quantity.mjs';
import { boxesDiagram } from './boxes-diagram.mjs';

/**
 * How a message goes from channel to channel until one accepts it, for a request of the contract.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {string} example the name of a request with `rules`
 */
export function fallBackDiagram(contract, example) {
  /** @type {string[] | undefined} */
  const rules = exampleValue(contract, 'request', example).rules;
  if (!rules) throw new FactError(`the request "${example}" has no rules`);
  const end = statuses(contract).find((status) => status === 'failed');
  if (!end) throw new FactError('the contract has no status "failed"');
  return boxesDiagram(
    `${list(rules, 'then')}: the message goes to the next channel when one does not accept it, and fails after the last.`,
    [
      ...rules.map((label, index) => ({
        caption: index === 0 ? 'try first' : 'not accepted: try next',
        boxes: [{ label }],
      })),
      { caption: 'not accepted, and none is left', boxes: [{ label: end }] },
    ],
  );
}
