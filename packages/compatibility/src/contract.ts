import { isObject, type JsonObject } from './json-object.ts';
import { pointerTokens, valueAt } from './json-pointer.ts';

/** An OpenAPI 3.1 description in one file. */
export type Contract = JsonObject;

/** What is wrong with a contract that cannot be compared, in one line. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/**
 * The object that stands at `pointer`, or that its `$ref` names, with the pointer where it is written.
 * @throws {ContractError} when a reference leads nowhere, out of the document, or in a circle
 */
export function resolve(contract: Contract, value: unknown, pointer: string) {
  const seen = new Set<string>();
  let at = { value, pointer };
  while (isObject(at.value) && typeof at.value['$ref'] === 'string') {
    const target = at.value['$ref'];
    if (!target.startsWith('#/')) {
      throw new ContractError(`${at.pointer}: the $ref ${target} leads out of the file. Bundle it first.`);
    }
    if (seen.has(target)) throw new ContractError(`${at.pointer}: the $ref ${target} leads to itself.`);
    seen.add(target);
    at = { value: valueAt(contract, pointerTokens(decodeURIComponent(target))), pointer: target };
    if (at.value === undefined) throw new ContractError(`${pointer}: the $ref ${target} leads nowhere.`);
  }
  if (!isObject(at.value)) throw new ContractError(`${at.pointer}: this must be an object.`);
  return { value: at.value, pointer: at.pointer };
}
