import { follow, operations, webhookOperations } from './contract-node.mjs';
import { FactError } from './fact-error.mjs';

/** @typedef {import('./contract-node.mjs').Contract} Contract */
/** @typedef {'request' | 'response' | 'event'} ExampleOf */

/**
 * The value of a named example.
 *
 * @param {Contract} contract
 * @param {ExampleOf} kind
 * @param {string} name
 * @returns {any}
 */
export function exampleValue(contract, kind, name) {
  const found = examples(contract, kind).get(name);
  if (found === undefined) throw new FactError(`the contract has no example of a ${kind} "${name}"`);
  return found.value;
}

/**
 * @param {Contract} contract
 * @param {ExampleOf} kind
 * @returns {Map<string, { value: any }>}
 */
function examples(contract, kind) {
  const all = kind === 'event' ? webhookOperations(contract) : operations(contract);
  const contents = [...all.values()].flatMap((operation) =>
    kind === 'response'
      ? Object.values(operation.responses).map((response) => follow(contract, response).content)
      : [operation.requestBody?.content],
  );
  return new Map(
    contents
      .flatMap((content) => Object.values(content ?? {}))
      .flatMap((media) => Object.entries(media.examples ?? {}))
      .map(([name, example]) => [name, follow(contract, example)]),
  );
}

/**
 * JSON as a person would write it: lists of a few words stay in one line.
 *
 * @param {unknown} value
 */
export function shownJson(value) {
  return JSON.stringify(value, null, 2).replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (whole, items) => {
    const line = `[${items.replace(/,\n\s+/g, ', ')}]`;
    return line.length <= 60 ? line : whole;
  });
}
