import { describe, expect, test } from 'vitest';
import { keysAt } from '../src/contract.ts';
import { gaps, misfits } from '../src/example-checks.ts';
import { examplesOf } from '../src/examples-of.ts';
import { operations, webhooks } from '../src/operations.ts';
import { oracle } from '../src/oracle.ts';
import { reachedFiles, specFiles } from '../src/spec-files.ts';

const { bodies, values } = examplesOf({ operations, webhooks });

describe('an example fits its schema:', () => {
  test.each([...bodies, ...values])('$where', async (example) => {
    expect(await misfits(example, oracle)).toEqual([]);
  });
});

test('the examples leave nothing in the dark: no body, schema, property or condition, and show nothing unknown', async () => {
  expect(await gaps(oracle), 'Give each of these an example, or delete it.').toEqual([]);
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
