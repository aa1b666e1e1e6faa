import { contractNode } from '../facts/contract-node.mjs';
import { events, statuses } from '../facts/names.mjs';
import { list } from '../facts/quantity.mjs';
import { boxesDiagram } from './boxes-diagram.mjs';

/**
 * The life of a message: where it begins, what comes on the way, where it ends. A thick line means that an event tells
 * of it. All from the contract: a status more is a box more.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 */
export function lifeCycleDiagram(contract) {
  /** @type {string[]} */
  const final = contractNode(contract, 'KnownMessageStatus.x-final');
  const [first = '', ...others] = statuses(contract).filter((status) => !final.includes(status));
  const told = events(contract);
  const boxes = (/** @type {string[]} */ labels) =>
    labels.map((label) => ({ label, strong: told.includes(`message.${label}`) }));
  return boxesDiagram(
    `A message begins as ${first}, can then be ${list(others, 'or')}, and ends as ${list(final, 'or')}.`,
    [
      { caption: 'accepted', boxes: boxes([first]) },
      { caption: 'on the way', boxes: boxes(others) },
      { caption: 'final', boxes: boxes(final) },
    ],
  );
}
