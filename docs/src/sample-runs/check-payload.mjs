import {
  eventValidators,
  requestValidators,
  responseValidators,
} from '@enterprise-communications/validators/operations';
import { operations } from '../facts/contract-node.mjs';

/**
 * Validates a payload that a page shows, against the contract.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {'request' | 'response' | 'event'} of
 * @param {string} name an operation, an operation and a status (`getMessage.200`), an event, or an example by its name
 *   (`example:sms`), which can be of any operation
 * @param {string} text
 * @returns {string | undefined} what is wrong with it
 */
export function payloadProblem(contract, of, name, text) {
  /** @type {unknown} */
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `is not JSON: ${/** @type {Error} */ (error).message}`;
  }
  const validators = validatorsFor(contract, of, name, value);
  if (validators.length === 0) return `is a ${of} of "${name}", which the contract does not have`;
  const results = validators.map((validator) => validator.validate(value));
  if (results.some(({ valid }) => valid)) return undefined;
  const [first] = results;
  const failures = first && 'failures' in first ? first.failures : [];
  return `is not a valid ${of}: ${failures.map(({ path, message }) => `${path} ${message}`.trim()).join('; ')}`;
}

/**
 * @typedef {{ validate(value: unknown): { valid: boolean, failures?: { path: string, message: string }[] } }} AnyValidator
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {'request' | 'response' | 'event'} of
 * @param {string} name
 * @param {any} value
 * @returns {AnyValidator[]} of which one must take the value
 */
function validatorsFor(contract, of, name, value) {
  /** @type {Record<string, AnyValidator>} */
  const byEvent = eventValidators;
  /** @type {Record<string, AnyValidator>} */
  const byRequest = requestValidators;
  /** @type {Record<string, Record<string, AnyValidator>>} */
  const byResponse = responseValidators;
  /** @param {(AnyValidator | undefined)[]} found */
  const only = (...found) => found.flatMap((validator) => validator ?? []);
  if (!name.startsWith('example:')) {
    const [id = '', status = ''] = name.split('.');
    if (of === 'event') return only(byEvent[name]);
    return of === 'request' ? only(byRequest[id]) : only(byResponse[id]?.[status]);
  }
  if (of === 'event') return only(byEvent[[value].flat()[0]?.name]);
  return [...operations(contract).keys()].flatMap((id) =>
    of === 'request' ? only(byRequest[id]) : Object.values(byResponse[id] ?? {}),
  );
}
