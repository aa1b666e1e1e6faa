import { constraintsOf } from './constraints.ts';
import { isObject, type Json } from './contract.ts';
import { deliveriesOf } from './deliveries.ts';
import { type Example, examplesOf } from './examples-of.ts';
import type { InvalidExample } from './invalid-examples.ts';
import { step } from './json-pointer.ts';
import { judgeExample } from './judge-example.ts';
import type { Oracle } from './oracle.ts';
import { failuresOf } from './param-name.ts';

/** What is wrong with an example, a line each; none when it fits its schema. */
export async function misfits({ schema, value }: Example, oracle: Oracle): Promise<string[]> {
  const { findings } = await oracle.judge(schema, value);
  return failuresOf(findings, value, oracle.contract).map(told);
}

/** What the contract does not say of a value: where it does not fit, and fields that stand among documented ones. */
export async function unknownIn(
  { schema, value }: Pick<Example, 'schema' | 'value'>,
  oracle: Oracle,
): Promise<string[]> {
  const { findings, fits } = await oracle.judge(schema, value);
  return [
    ...failuresOf(findings, value, oracle.contract).map(told),
    ...undocumented(value, fits, oracle.contract.at).map((field) => `${field} is not in the contract`),
  ];
}

/** What the examples of a contract leave in the dark, a line each. */
export async function gaps(oracle: Oracle): Promise<string[]> {
  const { at, keysAt } = oracle.contract;
  const { bodies, values } = examplesOf(oracle.calls);
  const fitted = new Set<string>();
  const found: string[] = [];
  for (const { where, schema, value } of [...bodies, ...values]) {
    const { valid, fits } = await oracle.judge(schema, value);
    if (!valid) continue;
    for (const pointer of fits.keys()) fitted.add(pointer);
    found.push(...undocumented(value, fits, at).map((field) => `${where}: ${field} is not in the contract`));
  }
  for (const { id, body, answers } of [...oracle.calls.operations, ...oracle.calls.webhooks]) {
    for (const [what, one] of [
      ['request', body],
      ...answers.map((a) => [a.status, a.body] as const),
    ] as const)
      if (one?.examples.length === 0) found.push(`${id} ${what} has no example`);
  }
  const named = keysAt('/components/schemas').map((name) => step('/components/schemas', name));
  for (const pointer of [...named, ...named.flatMap(parts)]) {
    // A property that no example has could be renamed, and a condition that none meets turned round, unnoticed.
    if (!fitted.has(pointer)) found.push(`${pointer} has no example`);
  }
  return found;

  /** JSON pointers to every property, `then` and `else` in a schema that a value has to fit. */
  function parts(pointer: string): string[] {
    const schema = at(pointer);
    if (!isObject(schema)) return [];
    return Object.entries(schema).flatMap(([keyword, below]) => {
      const here = step(pointer, keyword);
      if (keyword === 'properties') {
        return Object.keys(below as object)
          .map((name) => step(here, name))
          .filter((property) => !isForbidden(at(property)))
          .flatMap((property) => [property, ...parts(property)]);
      }
      if (keyword === 'then' || keyword === 'else') return [here, ...parts(here)];
      if (keyword === 'items' || keyword === 'additionalProperties') return parts(here);
      if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf')
        return (below as Json[]).flatMap((_, index) => parts(step(here, index)));
      return [];
    });
  }
}

function isForbidden(schema: Json): boolean {
  return isObject(schema) && isObject(schema['not']) && Object.keys(schema['not']).length === 0;
}

/** JSON pointers to the fields of a value that stand in an object with documented fields, and are none of them. */
function undocumented(value: Json, fits: Map<string, string[]>, at: (pointer: string) => Json): string[] {
  const known = new Set<string>();
  const withFields = new Set<string>();
  for (const [pointer, places] of fits) {
    const schema = at(pointer);
    const isMap = pointer.endsWith('/additionalProperties') && isObject(schema);
    const isField = /\/properties\/[^/]+$/.test(pointer);
    for (const place of places) {
      if (isMap || isField) known.add(place);
      if (isObject(schema) && schema['properties'] && !/\/(if|then|else|contains|not)(\/|$)/.test(pointer))
        withFields.add(place);
    }
  }
  return walk(value, '');

  function walk(one: Json, place: string): string[] {
    if (typeof one !== 'object' || one === null) return [];
    return Object.entries(one).flatMap(([name, below]) => {
      const here = step(place, name);
      const isStray = isObject(one) && withFields.has(place) && !known.has(here);
      return [...(isStray ? [here] : []), ...walk(below as Json, here)];
    });
  }
}

/** What the oracle says of an invalid example that the example does not name, or the other way round. */
export async function misjudged({ failures, ...example }: InvalidExample, oracle: Oracle): Promise<string[]> {
  const expected = new Set(failures.map(told));
  const found = new Set((await judgeExample(example, oracle)).failures.map(told));
  return [
    ...[...found].filter((failure) => !expected.has(failure)).map((failure) => `${failure} is not named`),
    ...[...expected].filter((failure) => !found.has(failure)).map((failure) => `${failure} is not found`),
  ];
}

/**
 * JSON pointers to every constraint that refuses none of the invalid examples, and none of what a webhook does not get.
 * The type of a parameter or a header cannot: it arrives as text, whatever is sent.
 */
export async function unpinned(examples: InvalidExample[], oracle: Oracle): Promise<string[]> {
  const { operations, webhooks } = oracle.calls;
  const all = [...operations, ...webhooks];
  const bodies = all.flatMap(({ body, answers }) => [body, ...answers.map((answer) => answer.body)]);
  const values = all.flatMap(({ parameters, answers }) => [
    ...parameters,
    ...answers.flatMap(({ headers }) => headers),
  ]);
  const constraints = new Set([
    ...bodies.flatMap((body) => (body ? constraintsOf(body.schema, oracle.contract) : [])),
    ...values
      .flatMap(({ schema }) => constraintsOf(schema, oracle.contract))
      .filter((pointer) => !pointer.endsWith('/schema/type')),
  ]);
  // A batch that is too long would be a file of thousands of messages; the tests build it.
  constraints.delete('/components/schemas/SendMessageBatchRequest/maxItems');
  const bad = [
    ...examples,
    ...webhooks.flatMap((webhook) =>
      deliveriesOf(webhook, webhooks)
        .filter(({ allowed }) => !allowed)
        .map(({ body }) => ({ operationId: webhook.id, body })),
    ),
  ];
  for (const example of bad) {
    for (const pointer of (await judgeExample(example, oracle)).refusedBy) constraints.delete(pointer);
  }
  return [...constraints];
}

/** `to.phoneNumber: pattern`. */
function told({ paramName, keyword }: { paramName: string; keyword: string }): string {
  return `${paramName || '(the body)'}: ${keyword}`;
}
