import { built, type Contract, type Json } from './contract.ts';
import { step } from './json-pointer.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A named example of a media type. */
export interface NamedExample {
  name: string;
  /** What it is called for people. */
  summary: string;
  value: Json;
  /** JSON pointer to the schema that it is an example of. */
  schema: string;
}

/** A JSON body that is sent or answered. */
export interface Body {
  /** JSON pointer to its schema. */
  schema: string;
  examples: NamedExample[];
}

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  example: Json;
  schema: string;
}

export interface Header {
  name: string;
  example: Json;
  schema: string;
}

export interface Answer {
  /** Such as `201`, `2XX` or `default`. */
  status: string;
  description: string;
  /** Undefined when no body is promised. */
  body: Body | undefined;
  headers: Header[];
}

/** One operation of a path or of a webhook, with all that it refers to. */
export interface Operation {
  id: string;
  /** In capitals, such as `POST`. */
  method: string;
  /** The path, or the name of the webhook. */
  path: string;
  summary: string;
  /** JSON pointer to the operation. */
  pointer: string;
  parameters: Parameter[];
  body: Body | undefined;
  answers: Answer[];
}

/** Everything that can be called, in the order of the contract. */
export interface Operations {
  /** The operations of the API. */
  operations: Operation[];
  /** The webhooks: operations that the receiver offers. */
  webhooks: Operation[];
}

export const { operations, webhooks } = readOperations(built);

/**
 * The operation of the API with that id.
 * @throws {Error} when the contract has none.
 */
export function operation(id: string): Operation {
  const found = operations.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`The contract has no operation ${id}.`);
  return found;
}

/**
 * What an operation of the API answers with a status.
 * @throws {Error} when the contract does not document that.
 */
export function answer(id: string, status: string): Answer {
  const found = operation(id).answers.find((candidate) => candidate.status === status);
  if (!found) throw new Error(`${id} does not document the status ${status}.`);
  return found;
}

/**
 * JSON pointer to the schema of what an operation of the API answers with a status.
 * @throws {Error} when the contract does not document that, or promises no body.
 */
export function answerSchema(id: string, status: string): string {
  const { body } = answer(id, status);
  if (!body) throw new Error(`${id} promises no body for the status ${status}.`);
  return body.schema;
}

/**
 * All operations of a contract.
 * @throws {Error} when one lacks its id, its summary, or something that it refers to.
 */
export function readOperations({ at, find, keysAt, resolve }: Contract): Operations {
  return { operations: operationsAt('/paths'), webhooks: operationsAt('/webhooks') };

  function operationsAt(root: string): Operation[] {
    return keysAt(root).flatMap((path) => {
      const item = resolve(step(root, path));
      return keysAt(item)
        .filter((key) => methods.includes(key))
        .map((method) => {
          const pointer = step(item, method);
          return {
            id: String(at(step(pointer, 'operationId'))),
            method: method.toUpperCase(),
            path,
            summary: String(at(step(pointer, 'summary'))),
            pointer,
            parameters: [step(item, 'parameters'), step(pointer, 'parameters')].flatMap(parametersAt),
            body: find(step(pointer, 'requestBody'))
              ? bodyAt(resolve(step(pointer, 'requestBody')))
              : undefined,
            answers: keysAt(step(pointer, 'responses')).map((status) => answerAt(pointer, status)),
          };
        });
    });
  }

  function parametersAt(list: string): Parameter[] {
    return ((find(list) ?? []) as Json[]).map((_, index) => {
      const pointer = resolve(step(list, index));
      return {
        name: String(at(step(pointer, 'name'))),
        in: String(at(step(pointer, 'in'))),
        required: find(step(pointer, 'required')) === true,
        example: at(step(pointer, 'example')),
        schema: step(pointer, 'schema'),
      };
    });
  }

  function answerAt(operationPointer: string, status: string): Answer {
    const pointer = resolve(step(operationPointer, 'responses', status));
    return {
      status,
      description: String(at(step(pointer, 'description'))),
      body: bodyAt(pointer),
      headers: keysAt(step(pointer, 'headers')).map((name) => {
        const header = resolve(step(pointer, 'headers', name));
        return { name, example: at(step(header, 'example')), schema: step(header, 'schema') };
      }),
    };
  }

  function bodyAt(pointer: string): Body | undefined {
    if (!find(step(pointer, 'content'))) return undefined;
    const media = step(pointer, 'content', 'application/json');
    const schema = step(media, 'schema');
    return {
      schema,
      examples: keysAt(step(media, 'examples')).map((name) => {
        const pointer = resolve(step(media, 'examples', name));
        const summary = String(find(step(pointer, 'summary')) ?? name);
        return { name, summary, value: at(step(pointer, 'value')), schema };
      }),
    };
  }
}
