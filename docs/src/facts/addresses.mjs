import { contractNode } from './contract-node.mjs';
import { FactError } from './fact-error.mjs';

/**
 * By which fields of `to` a message for this channel alone can be addressed, the usual one first.
 *
 * @param {import('./contract-node.mjs').Contract} contract
 * @param {string} channel
 * @returns {string[]}
 */
export function addresses(contract, channel) {
  for (const { if: when, then } of contractNode(contract, 'ReachableRecipient').allOf) {
    if (!when.properties.rules.items.enum.includes(channel)) continue;
    const { required = [], anyOf = [] } = then.properties.to;
    return [...required, ...anyOf.flatMap((/** @type {any} */ branch) => branch.required)];
  }
  throw new FactError(`the contract does not say how "${channel}" is addressed`);
}
