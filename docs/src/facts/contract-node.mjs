import { FactError } from './fact-error.mjs';

/**
 * The bundled description, parsed. Facts look into all of it, so it has no narrower type.
 *
 * @typedef {Record<string, any>} Contract
 */

/** Where a path can begin, besides an operation. Where two things have the same name, the first kind is meant. */
const sections = ['schemas', 'responses', 'headers', 'parameters', 'securitySchemes'];

/**
 * Finds a place in the contract by a readable path: a component or an operation, then properties and keywords. A
 * property wins over a keyword of the same name, `$ref` is followed, and what `allOf` brings is found as well.
 *
 * `SendMessageBatchRequest.maxItems`, `Recipient.phoneNumber.pattern`, `sendMessageBatch.requestBody.x-max-bytes`
 *
 * @param {Contract} contract
 * @param {string} path
 * @returns {any}
 * @throws {FactError} when a step leads nowhere
 */
export function contractNode(contract, path) {
  const [first = '', ...steps] = path.split('.');
  const found = sections.map((section) => contract['components'][section]?.[first]);
  const start =
    found.find(Boolean) ?? operations(contract).get(first) ?? (first === 'server' && contract['servers'][0]);
  if (!start) throw new FactError(`the contract has no component or operation "${first}"`);
  let node = start;
  let walked = first;
  for (const step of steps) {
    node = next(contract, node, step);
    if (node === undefined) throw new FactError(`${walked} has no "${step}" in the contract`);
    walked += `.${step}`;
  }
  // What stands beside a $ref counts too, and wins.
  return node?.$ref ? { ...follow(contract, node), ...node } : node;
}

/**
 * @param {Contract} contract
 * @param {any} given
 * @param {string} step
 * @returns {any}
 */
function next(contract, given, step) {
  if (typeof given !== 'object' || given === null) return undefined;
  const own = given.properties?.[step] ?? given[step];
  if (own !== undefined) return own;
  const node = follow(contract, given);
  const found = node.properties?.[step] ?? node[step];
  if (found !== undefined) return found;
  for (const branch of node.allOf ?? []) {
    const inherited = follow(contract, branch).properties?.[step];
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/**
 * @param {Contract} contract
 * @param {any} node
 * @returns {any}
 */
export function follow(contract, node) {
  if (typeof node?.$ref !== 'string') return node;
  const target = node.$ref
    .slice(2)
    .split('/')
    .reduce((/** @type {any} */ parent, /** @type {string} */ key) => parent?.[key], contract);
  return follow(contract, target);
}

/**
 * Every operation of the paths, by its id.
 *
 * @param {Contract} contract
 * @returns {Map<string, any>}
 */
export function operations(contract) {
  const found = new Map();
  for (const item of Object.values(contract['paths'])) {
    for (const operation of Object.values(item)) {
      if (operation?.operationId) found.set(operation.operationId, operation);
    }
  }
  return found;
}

/**
 * The operation that a webhook event is posted to, by the event's name.
 *
 * @param {Contract} contract
 * @returns {Map<string, any>}
 */
export function webhookOperations(contract) {
  return new Map(
    Object.entries(contract['webhooks']).map(([name, item]) => [name, follow(contract, item).post]),
  );
}
