import { at, isObject, type Json, type JsonObject, keysAt } from './contract.ts';
import { step } from './json-pointer.ts';
import { type Body, type Operation, operations, webhooks } from './operations.ts';
import type { Reading, SchemaReading } from './reading.ts';

/** Redocly's reading: what the bundle says. */
export function readContract(): Reading {
  return {
    operations: idsOf(operations),
    webhooks: idsOf(webhooks),
    bodies: Object.fromEntries(
      [...operations, ...webhooks].map((operation) => [operation.id, bodiesOf(operation)]),
    ),
    schemas: Object.fromEntries(
      keysAt('/components/schemas').map((name) => [name, schemaOf(at(step('/components/schemas', name)))]),
    ),
  };
}

function idsOf(list: Operation[]): Record<string, string> {
  return Object.fromEntries(list.map(({ method, path, id }) => [`${method} ${path}`, id]));
}

function bodiesOf({ body, answers }: Operation): Record<string, string[]> {
  return {
    ...(body && { request: namesIn(body) }),
    ...Object.fromEntries(answers.map((answer) => [answer.status, answer.body ? namesIn(answer.body) : []])),
  };
}

/** The names of the schemas that a body is one of. */
function namesIn({ schema }: Body): string[] {
  const value = at(schema) as JsonObject;
  return [value, ...((value['oneOf'] ?? []) as JsonObject[])]
    .flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref.slice($ref.lastIndexOf('/') + 1)] : []))
    .sort();
}

function schemaOf(schema: Json): SchemaReading {
  const { properties = {}, required = [] } = schema as { properties?: JsonObject; required?: string[] };
  const names = Object.keys(properties).sort();
  return {
    required: names.filter((name) => required.includes(name)),
    optional: names.filter((name) => !required.includes(name)),
    values: [schema, ...Object.values(properties)].flatMap(valuesOf).sort(),
  };
}

function valuesOf(schema: Json): string[] {
  if (!isObject(schema)) return [];
  return [...((schema['enum'] ?? []) as Json[]), schema['const']].filter(
    (value) => typeof value === 'string',
  );
}
