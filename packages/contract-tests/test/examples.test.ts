import { describe, expect, test } from 'vitest';
import { at, isObject, type Json, keysAt } from '../src/contract.ts';
import { step } from '../src/json-pointer.ts';
import { operations, webhooks } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';
import { failuresOf } from '../src/param-name.ts';
import { reachedFiles, specFiles } from '../src/spec-files.ts';

interface Example {
  where: string;
  schema: string;
  value: Json;
}

const all = [...operations, ...webhooks];
const bodies: Example[] = all.flatMap(({ id, body, answers }) => [
  ...(body?.examples ?? []).map(({ name, ...example }) => ({ where: `${id} request ${name}`, ...example })),
  ...answers.flatMap(({ status, body: answer }) =>
    (answer?.examples ?? []).map(({ name, ...example }) => ({
      where: `${id} ${status} ${name}`,
      ...example,
    })),
  ),
]);
const parameters: Example[] = all.flatMap(({ id, parameters: list }) =>
  list.map(({ name, schema, example }) => ({ where: `${id} parameter ${name}`, schema, value: example })),
);
const headers: Example[] = all.flatMap(({ id, answers }) =>
  answers.flatMap(({ status, headers: list }) =>
    list.map(({ name, schema, example }) => ({
      where: `${id} ${status} header ${name}`,
      schema,
      value: example,
    })),
  ),
);
const schemas = keysAt('/components/schemas');

describe('an example fits its schema:', () => {
  test.each([...bodies, ...parameters, ...headers])('$where', async ({ schema, value }) => {
    const { findings } = await judge(schema, value);
    expect(failuresOf(findings, value)).toEqual([]);
  });
});

describe('nothing goes without an example:', () => {
  test('every body that is sent or answered', () => {
    const without = all.flatMap(({ id, body, answers }) => [
      ...(body?.examples.length === 0 ? [`${id} request`] : []),
      ...answers.flatMap((answer) => (answer.body?.examples.length === 0 ? [`${id} ${answer.status}`] : [])),
    ]);
    expect(without, 'Give each of these a named example.').toEqual([]);
  });

  test('every schema: a named example holds a value that was held against it and fits', async () => {
    const fitted = await fittedByExamples();
    const without = schemas.filter((name) => !fitted.has(step('/components/schemas', name)));
    expect(without, 'Give each of these schemas an example, or delete it.').toEqual([]);
  });

  test('every condition: a named example meets it where it applies', async () => {
    const fitted = await fittedByExamples();
    const conditions = schemas
      .map((name) => ({ name, demands: consequences(step('/components/schemas', name)) }))
      .filter(({ demands }) => demands.length > 0);
    expect(conditions.length).toBeGreaterThan(0);
    const without = conditions.filter(({ demands }) => !demands.some((pointer) => fitted.has(pointer)));
    expect(
      without.map(({ name }) => name),
      'Give each of these conditions an example that it applies to.',
    ).toEqual([]);
  });

  async function fittedByExamples(): Promise<Set<string>> {
    const verdicts = await Promise.all(
      [...bodies, ...parameters, ...headers].map(({ schema, value }) => judge(schema, value)),
    );
    return new Set(verdicts.filter(({ valid }) => valid).flatMap(({ fits }) => [...fits]));
  }

  /** JSON pointers to every `then` and `else` of a schema. */
  function consequences(pointer: string): string[] {
    const value = at(pointer);
    if (typeof value !== 'object' || value === null) return [];
    return Object.keys(value).flatMap((key) => {
      const here = step(pointer, key);
      return [...(key === 'then' || key === 'else' ? [here] : []), ...consequences(here)];
    });
  }
});

describe('nothing is left over:', () => {
  test('every named example belongs to a body', () => {
    const used = new Set(bodies.map(({ where }) => where.split(' ').at(-1)));
    expect(keysAt('/components/examples').filter((name) => !used.has(name))).toEqual([]);
  });

  test('every file of the contract is reached from openapi.yaml', () => {
    const reached = reachedFiles();
    const unreached = specFiles.filter((file) => !reached.has(file));
    expect(unreached, 'Refer to each of these files, or delete it.').toEqual([]);
  });
});

test('every schema has a title and a description', () => {
  const lacking = schemas.flatMap((name) => {
    const schema = at(step('/components/schemas', name));
    return ['title', 'description']
      .filter((key) => !isObject(schema) || typeof schema[key] !== 'string' || schema[key] === '')
      .map((key) => `${name} has no ${key}`);
  });
  expect(lacking).toEqual([]);
});
