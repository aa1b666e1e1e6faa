import { type Mock, startMock } from '@enterprise-communications/mock';
import type { Validator } from '@enterprise-communications/validators';
import {
  requestValidators,
  responseValidators,
  webhookValidators,
} from '@enterprise-communications/validators/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, type Json } from '../src/contract.ts';
import { misjudged, unpinned } from '../src/example-checks.ts';
import { httpRequest } from '../src/http-request.ts';
import {
  type InvalidExample,
  invalidAnswers,
  invalidEvents,
  invalidExamples,
} from '../src/invalid-examples.ts';
import { judgeExample } from '../src/judge-example.ts';
import { answerSchema, type Operation, operation, webhooks } from '../src/operations.ts';
import { judge, oracle } from '../src/oracle.ts';

const named = (examples: InvalidExample[]) => examples.map((example) => [example.name, example] as const);
const byName = named(invalidExamples);
const everyExample = [...invalidExamples, ...invalidAnswers, ...invalidEvents];

describe('an invalid example says what is wrong, and why it is refused:', () => {
  test.each(named(everyExample))('%s', (name, { summary, failures }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    expect(failures.length).toBeGreaterThan(0);
    for (const { reason } of failures) expect(reason).toMatch(/^[A-Z`].*\.$/);
  });
});

describe('the oracle refuses exactly what the example names:', () => {
  test.each(named(everyExample))('%s', async (_, example) => {
    expect(await misjudged(example, oracle)).toEqual([]);
  });
});

describe('the validators refuse exactly the parameters that the example names:', () => {
  const withBadBody = byName.filter(([, { body, path }]) => body !== undefined && path === undefined);

  test.each(withBadBody)('%s', (_, example) => {
    expectRefused(requestValidators, [example.operationId], example);
  });

  test.each(named(invalidAnswers.filter(({ body }) => body !== undefined)))('the answer %s', (_, example) => {
    expectRefused(responseValidators, [example.operationId, example.status as string], example);
  });

  test.each(named(invalidEvents.filter(({ headers }) => headers === undefined)))(
    'the event %s',
    (_, example) => {
      const { path } = webhooks.find(({ id }) => id === example.operationId) as Operation;
      expectRefused(webhookValidators, [path], example);
    },
  );

  function expectRefused(validators: object, keys: string[], { body, failures }: InvalidExample): void {
    const validator = keys.reduce<unknown>(
      (inside, key) => (inside as Record<string, unknown>)[key],
      validators,
    );
    const result = (validator as Validator<unknown>).validate(body);
    const refused = result.valid ? [] : result.failures.map(({ path }) => path);
    expect([...new Set(refused)].sort()).toEqual(
      [...new Set(failures.map(({ paramName }) => paramName))].sort(),
    );
  }
});

// Prism validates by JSON Schema draft-07. Where it cannot refuse a request this says why; when it learns to, the entry
// has to go.
const acceptedByPrism: Record<string, string> = {
  'mms-with-two-texts': 'draft-07 has no maxContains',
  'mms-with-eleven-images': 'draft-07 has no maxContains',
};

describe('the mock answers with a 400 of the contract:', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock();
  });
  afterAll(() => mock.close());

  test.each(byName.filter(([name]) => !(name in acceptedByPrism)))('%s', async (_, example) => {
    const response = await fetch(httpRequest(mock.url, example));
    expect(response.status).toBe(400);
    expect(
      (await judge(answerSchema(example.operationId, '400'), (await response.json()) as Json)).valid,
    ).toBe(true);
  });

  test.each(byName.filter(([name]) => name in acceptedByPrism))('but not: %s', async (_, example) => {
    const response = await fetch(httpRequest(mock.url, example));
    expect(response.status).toBe(201);
  });

  test('the list of what Prism accepts names invalid examples only', () => {
    expect(invalidExamples.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(acceptedByPrism)),
    );
  });
});

describe('the invalid examples are complete:', () => {
  test('every constraint on a request, an answer or an event refuses at least one of them', async () => {
    expect(
      await unpinned(everyExample, oracle),
      'Give each of these constraints a file in spec/examples/invalid/, invalid-answers/ or invalid-events/.',
    ).toEqual([]);
  });

  test('a batch of one message more than the limit is refused, and one at the limit is not', async () => {
    const limit = at('/components/schemas/SendMessageBatchRequest/maxItems') as number;
    const message = operation('sendMessage').body?.examples[0]?.value as Json;
    const batch = (length: number) => ({
      operationId: 'sendMessageBatch',
      body: Array<Json>(length).fill(message),
    });
    expect((await judgeExample(batch(limit))).failures).toEqual([]);
    expect((await judgeExample(batch(limit + 1))).failures).toEqual([{ paramName: '', keyword: 'maxItems' }]);
    expect(requestValidators.sendMessageBatch.is(batch(limit).body)).toBe(true);
    expect(requestValidators.sendMessageBatch.validate(batch(limit + 1).body)).toMatchObject({
      failures: [{ path: '', keyword: 'maxItems' }],
    });
  });
});
