import { contractNode, follow, operations, webhookOperations } from './contract-node.mjs';
import { FactError } from './fact-error.mjs';

/**
 * The names that the contract gives to things. What guides call by name must be one of these.
 *
 * @typedef {import('./contract-node.mjs').Contract} Contract
 */

/**
 * @param {Contract} contract
 * @returns {string[]}
 */
export const statuses = (contract) => contractNode(contract, 'KnownMessageStatus.enum');

/**
 * @param {Contract} contract
 * @returns {string[]}
 */
export const channels = (contract) => contractNode(contract, 'KnownChannelId.enum');

/**
 * @param {Contract} contract
 * @returns {string[]}
 */
export const events = (contract) => [...webhookOperations(contract).keys()];

/**
 * Every header that the contract defines, in a request, an answer or an event.
 *
 * @param {Contract} contract
 * @returns {string[]}
 */
export function headers(contract) {
  const names = new Set();
  for (const operation of [...operations(contract).values(), ...webhookOperations(contract).values()]) {
    for (const given of operation.parameters ?? []) {
      const parameter = follow(contract, given);
      if (parameter.in === 'header') names.add(parameter.name);
    }
    for (const response of Object.values(operation.responses)) {
      for (const name of Object.keys(follow(contract, response).headers ?? {})) names.add(name);
    }
  }
  return [...names];
}

/**
 * The statuses that an operation or an event documents.
 *
 * @param {Contract} contract
 * @param {string} name an operation's id or an event's name
 * @returns {Record<string, any>} the response of each, references followed
 */
export function responses(contract, name) {
  const operation = operations(contract).get(name) ?? webhookOperations(contract).get(name);
  if (!operation) throw new FactError(`the contract has no operation or event "${name}"`);
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [status, follow(contract, response)]),
  );
}

/**
 * Every name of a property in any schema.
 *
 * @param {Contract} contract
 * @returns {Set<string>}
 */
export function fieldNames(contract) {
  /** @type {Set<string>} */
  const names = new Set();
  eachSchema(contract, (schema) => {
    for (const name of Object.keys(schema.properties ?? {})) names.add(name);
  });
  return names;
}

/**
 * Every text that an enum or a const of the contract allows.
 *
 * @param {Contract} contract
 * @returns {Set<string>}
 */
export function enumValues(contract) {
  /** @type {Set<string>} */
  const values = new Set();
  eachSchema(contract, (schema) => {
    const given = [...(schema.enum ?? []), ...(schema['x-final'] ?? []), schema.const];
    for (const value of given) if (typeof value === 'string') values.add(value);
  });
  return values;
}

/**
 * Visits every object that can be a schema: all of the contract but its examples.
 *
 * @param {Contract} contract
 * @param {(schema: any) => void} visit
 */
export function eachSchema(contract, visit) {
  const { examples: _, ...components } = contract['components'];
  /** @param {any} node */
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) visit(node);
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'example' && key !== 'examples') walk(child);
    }
  };
  walk([components, contract['paths'], contract['webhooks']]);
}
