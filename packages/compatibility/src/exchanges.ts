import { type Contract, resolve } from './contract.ts';
import { flattenOperation } from './flatten-operation.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { childPointer } from './json-pointer.ts';
import type { Origins } from './origins.ts';

/** One kind of HTTP exchange that the contract describes: an operation, or an event that is posted to a webhook. */
export interface Exchange {
  kind: 'operation' | 'event';
  /** The operationId, or the name of the event. */
  name: string;
  /** The same for the same exchange of another contract: its method, and its path with the parameters unnamed. */
  key: string;
  /** Where the contract has it. */
  pointer: string;
  /** Its description without references, words and examples. */
  flat: JsonObject;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/**
 * All exchanges of a contract. `origins` learns where their parts are written.
 * @throws {ContractError} when the contract cannot be read
 */
export function exchanges(contract: Contract, origins: Origins): Exchange[] {
  return [
    ...ofPaths('operation', contract['paths'], '#/paths'),
    ...ofPaths('event', contract['webhooks'], '#/webhooks'),
  ];

  function ofPaths(kind: Exchange['kind'], paths: unknown, at: string, owner = ''): Exchange[] {
    return Object.entries(isObject(paths) ? paths : {}).flatMap(([path, value]) => {
      const item = resolve(contract, value, childPointer(at, path));
      return methods
        .filter((method) => method in item.value)
        .flatMap((method) => {
          const { value: operation, pointer } = resolve(
            contract,
            item.value[method],
            childPointer(item.pointer, method),
          );
          const key = owner || (kind === 'event' ? path : path.replaceAll(/\{[^}]*\}/g, '{}'));
          const name = kind === 'event' ? key : String(operation['operationId'] ?? `${method} ${path}`);
          const flat = flattenOperation(contract, origins, kind, item, operation, pointer);
          const { callbacks } = operation;
          return [
            { kind, name, key: `${kind} ${method} ${key}`, pointer, flat },
            ...Object.entries(isObject(callbacks) ? callbacks : {}).flatMap(([callback, expressions]) =>
              ofPaths(
                'event',
                expressions,
                childPointer(pointer, 'callbacks', callback),
                `${name} ${callback}`,
              ),
            ),
          ];
        });
    });
  }
}
