import { type Mock, startMock } from '@enterprise-communications/mock';
import { requestValidators } from '@enterprise-communications/validators/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { constraintsOf } from '../src/constraints.ts';
import { at, type Json } from '../src/contract.ts';
import { httpRequest } from '../src/http-request.ts';
import { invalidExamples } from '../src/invalid-examples.ts';
import { judgeRequest } from '../src/judge-request.ts';
import { answerSchema, operation, operations } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';
import type { Failure } from '../src/param-name.ts';

const byName = invalidExamples.map((example) => [example.name, example] as const);

describe('an invalid example says what is wrong, and why it is refused:', () => {
  test.each(byName)('%s', (name, { summary, failures }) => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    expect(failures.length).toBeGreaterThan(0);
    for (const { reason } of failures) expect(reason).toMatch(/^[A-Z`].*\.$/);
  });
});

describe('the oracle refuses exactly what the example names:', () => {
  const inOrder = (failures: Failure[]) =>
    failures.map(({ paramName, keyword }) => `${paramName || '(the body)'}: ${keyword}`).sort();

  test.each(byName)('%s', async (_, { failures, ...request }) => {
    expect(inOrder((await judgeRequest(request)).failures)).toEqual(inOrder(failures));
  });
});

describe('the validators refuse exactly the parameters that the example names:', () => {
  const withBadBody = byName.filter(([, { body, path }]) => body !== undefined && path === undefined);

  test.each(withBadBody)('%s', (_, { operationId, body, failures }) => {
    const result = requestValidators[operationId as keyof typeof requestValidators].validate(body);
    const refused = result.valid ? [] : result.failures.map(({ path }) => path);
    expect([...new Set(refused)].sort()).toEqual(
      [...new Set(failures.map(({ paramName }) => paramName))].sort(),
    );
  });
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
  test('every constraint on a request refuses at least one of them', async () => {
    // A batch that is too long would be a file of 5,001 messages; it is built below.
    const elsewhere = ['/components/schemas/SendMessageBatchRequest/maxItems'];
    // A path parameter arrives as text, whatever is sent.
    const cannotFail = operations.flatMap(({ parameters }) =>
      parameters.flatMap(({ schema }) =>
        constraintsOf(schema).filter((pointer) => pointer.endsWith('/type')),
      ),
    );
    const schemas = operations.flatMap(({ body, parameters }) => [...(body ? [body] : []), ...parameters]);
    const constraints = [...new Set(schemas.flatMap(({ schema }) => constraintsOf(schema)))];
    const judged = await Promise.all(invalidExamples.map(judgeRequest));
    const met = new Set([...judged.flatMap(({ refusedBy }) => refusedBy), ...elsewhere, ...cannotFail]);
    expect(constraints.length).toBeGreaterThan(100);
    expect(
      constraints.filter((pointer) => !met.has(pointer)),
      'Give each of these constraints a file in spec/examples/invalid/.',
    ).toEqual([]);
  });

  test('a batch of one message more than the limit is refused, and one at the limit is not', async () => {
    const limit = at('/components/schemas/SendMessageBatchRequest/maxItems') as number;
    const message = operation('sendMessage').body?.examples[0]?.value as Json;
    const batch = (length: number) => ({
      operationId: 'sendMessageBatch',
      body: Array<Json>(length).fill(message),
    });
    expect((await judgeRequest(batch(limit))).failures).toEqual([]);
    expect((await judgeRequest(batch(limit + 1))).failures).toEqual([{ paramName: '', keyword: 'maxItems' }]);
    expect(requestValidators.sendMessageBatch.is(batch(limit).body)).toBe(true);
    expect(requestValidators.sendMessageBatch.validate(batch(limit + 1).body)).toMatchObject({
      failures: [{ path: '', keyword: 'maxItems' }],
    });
  });
});
