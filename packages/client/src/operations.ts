import type { OperationId, operations, RequestOf } from '@enterprise-communications/types';
import { operations as facts } from './generated/operations.ts';
import { type Method, method } from './method.ts';
import type { CallOptions } from './options.ts';
import type { Send } from './send.ts';
import { merge, type Settings } from './settings.ts';

type Parameters<Id extends OperationId> = operations[Id]['parameters'];
type PathOf<Id extends OperationId> = Omit<Parameters<Id>['path'], 'apiSpaceId'>;

/** What an operation is given: its parameters, but the API Space, which the client knows, and its body. */
export type InputOf<Id extends OperationId> = Pick<Parameters<Id>, 'query'> &
  (keyof PathOf<Id> extends never ? { path?: never } : { path: PathOf<Id> }) &
  (RequestOf<Id> extends undefined ? { body?: never } : { body: RequestOf<Id> });

/** Every operation of the contract, by its id, in the three forms of a call. */
export type Operations = {
  [Id in OperationId]: Method<[input: InputOf<Id>, options?: CallOptions], Id>;
};

export function createOperations(settings: Settings, send: Send): Operations {
  const made: Record<string, unknown> = {};
  for (const operation in facts)
    made[operation] = method((input: object, options?: CallOptions) =>
      send({ operation: operation as OperationId, settings: merge(settings, options) }, input),
    );
  return made as Operations;
}
