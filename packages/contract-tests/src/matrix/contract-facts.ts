import { constraintsOf } from '../constraints.ts';
import { at, contract, isObject, type Json, type JsonObject, keysAt } from '../contract.ts';
import { conditions } from '../edge-facts.ts';
import { invalidAnswers, invalidEvents, invalidExamples } from '../invalid-examples.ts';
import { step } from '../json-pointer.ts';
import { type Body, type Operation, operations, webhooks } from '../operations.ts';
import type { Facts } from './facts.ts';

const schemas = '/components/schemas';
/** The keywords of a schema that limit a value, but for its type and its fields. */
export const limits = [
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'minimum', 'maximum'],
  ...['pattern', 'format', 'uniqueItems'],
];

/** What the contract itself says, as Redocly bundled it. */
export function contractFacts(): Required<Facts> {
  const all = [...operations, ...webhooks];
  const names = keysAt(schemas);
  return {
    operation: Object.fromEntries(operations.map(({ id, method, path }) => [id, `${method} ${path}`])),
    webhook: Object.fromEntries(webhooks.map(({ id, method, path }) => [id, `${method} ${path}`])),
    parameter: Object.fromEntries(
      all.flatMap(({ id, parameters }) =>
        parameters.map((one) => [`${id} ${one.name}`, `${one.in} ${one.required ? 'required' : 'optional'}`]),
      ),
    ),
    status: statusesOf(operations),
    reply: statusesOf(webhooks),
    schema: Object.fromEntries(
      all.flatMap(({ id, body, answers }) => [
        ...(body ? [[`${id} request`, namesIn(body)] as const] : []),
        ...answers.flatMap((answer) =>
          answer.body ? [[`${id} ${answer.status}`, namesIn(answer.body)] as const] : [],
        ),
      ]),
    ),
    header: Object.fromEntries(
      all.flatMap(({ id, answers }) =>
        answers.flatMap(({ status, headers }) =>
          headers.map(({ name }) => [`${id} ${status} ${name}`, 'there'] as const),
        ),
      ),
    ),
    property: Object.fromEntries(
      names.flatMap((name) => {
        const { properties = {}, required = [] } = at(step(schemas, name)) as {
          properties?: JsonObject;
          required?: string[];
        };
        return Object.keys(properties).map((property) => [
          `${name}.${property}`,
          required.includes(property) ? 'required' : 'optional',
        ]);
      }),
    ),
    values: Object.fromEntries(
      names.flatMap((name) => {
        const schema = at(step(schemas, name)) as { properties?: JsonObject };
        const values = [schema as Json, ...Object.values(schema.properties ?? {})].flatMap(valuesOf).sort();
        return values.length > 0 ? [[name, values.join(', ')]] : [];
      }),
    ),
    constraint: Object.fromEntries(
      all
        .flatMap(({ body, answers }) => [body, ...answers.map((answer) => answer.body)])
        .flatMap((body) => (body ? constraintsOf(body.schema) : []))
        .map((pointer) => [pointer, 'refuses']),
    ),
    condition: Object.fromEntries(conditions.map(({ what, taken }) => [what, taken ? 'taken' : 'refused'])),
    limit: limitsIn(at(schemas), []),
    request: Object.fromEntries(
      operations.flatMap(({ id, body }) =>
        (body?.examples ?? []).map(({ name, value }) => [`${id} ${name}`, value] as const),
      ),
    ),
    answer: Object.fromEntries(
      operations.flatMap(({ id, answers }) =>
        answers.flatMap(({ status, body }) =>
          (body?.examples ?? []).map(({ name, value }) => [`${id} ${status} ${name}`, value] as const),
        ),
      ),
    ),
    event: Object.fromEntries(
      webhooks.flatMap(({ id, body }) =>
        (body?.examples ?? []).map(({ name, value }) => [`${id} ${name}`, value] as const),
      ),
    ),
    refusal: Object.fromEntries(
      [...invalidExamples, ...invalidAnswers, ...invalidEvents]
        .filter(({ body, path, headers }) => body !== undefined && !path && !headers)
        .map(({ name, failures }) => [name, namesOf(failures.map(({ paramName }) => paramName))]),
    ),
    leaf: leavesOf(contract),
  };
}

function statusesOf(list: Operation[]): Record<string, Json> {
  return Object.fromEntries(
    list.flatMap(({ id, answers }) =>
      answers.map(({ status, body }) => [`${id} ${status}`, body ? 'a body' : 'no body'] as const),
    ),
  );
}

/** Names in one text, each once and sorted; the whole body has no name. */
export function namesOf(names: string[]): string {
  return [...new Set(names.map((name) => name || '(the body)'))].sort().join(', ');
}

/** The names of the schemas that a body is one of. */
function namesIn({ schema }: Body): string {
  const value = at(schema) as JsonObject;
  return [value, ...((value['oneOf'] ?? []) as JsonObject[])]
    .flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref.slice($ref.lastIndexOf('/') + 1)] : []))
    .sort()
    .join(', ');
}

function valuesOf(schema: Json): string[] {
  if (!isObject(schema)) return [];
  return [...((schema['enum'] ?? []) as Json[]), schema['const']].filter(
    (value) => typeof value === 'string',
  );
}

/** `SendMessageBatchRequest maxItems` is 5000. */
export function limitsIn(value: Json, place: string[]): Record<string, Json> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inside]) => {
      if (limits.includes(key) && typeof inside !== 'object')
        return { [`${place.join('.')} ${key}`]: inside };
      // What only tries a value limits nothing.
      return ['if', 'not', 'contains', 'example'].includes(key) ? {} : limitsIn(inside, [...place, key]);
    }),
  );
}

/** Everything that paths, webhooks and components say, each by its JSON pointer. */
export function leavesOf(document: JsonObject): Record<string, Json> {
  const leaves: Record<string, Json> = {};
  for (const part of ['paths', 'webhooks', 'components']) {
    if (document[part] !== undefined) walk(document[part], step('', part));
  }
  return leaves;

  function walk(value: Json, pointer: string): void {
    const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (inside.length === 0) leaves[pointer] = value;
    for (const [key, below] of inside) walk(below as Json, step(pointer, key));
  }
}
