import { fuzz, type Json, mutated, valuesOf } from '@enterprise-communications/generators';
import { type Mock, startMock } from '@enterprise-communications/mock';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuzzProgress } from '../src/fuzz-progress.ts';
import { httpRequest } from '../src/http-request.ts';
import { type Body, operations } from '../src/operations.ts';
import { type Finding, fitting, judge } from '../src/oracle.ts';

const withBody = operations.filter(({ body }) => body);
// At the same time: a request alone leaves the mock waiting.
const TOGETHER = 10;
const { numRuns, seed } = fuzz({ short: 120, full: 10_000, inputs: withBody.length * TOGETHER });

describe(`the mock, with ${numRuns * TOGETHER} generated requests for each operation (seed ${seed})`, () => {
  const progress = fuzzProgress('mock', numRuns * withBody.length * TOGETHER);
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock();
  });
  afterAll(() => mock.close());

  test.each(withBody.map((operation) => [operation.id, operation] as const))(
    '%s: takes what is valid, refuses what is not, and answers as documented',
    async (operationId, { body, answers }) => {
      const { schema, examples } = body as Body;
      const fits = await fitting(schema);
      const values = valuesOf(schema, { examples: examples.map(({ value }) => value) });
      const success = answers.find(({ status }) => status.startsWith('2'))?.status;
      const statuses: Record<string, number> = {};
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.oneof(values, mutated(values)), { minLength: TOGETHER, maxLength: TOGETHER }),
          async (requests) => {
            await Promise.all(
              requests.map(async (request) => {
                const response = await fetch(httpRequest(mock.url, { operationId, body: request }));
                const answered = (await response.json()) as Json;
                const status = String(response.status);
                const expected = fits(request) ? success : '400';
                const isDraft7s =
                  status === success && expected === '400' && (await onlyDraft7Takes(schema, request));
                if (!isDraft7s) expect(status, JSON.stringify(request)).toBe(expected);
                const answer = answers.find((one) => one.status === status);
                expect((await judge(answer?.body?.schema as string, answered)).valid).toBe(true);
                statuses[status] = (statuses[status] ?? 0) + 1;
              }),
            );
            progress(TOGETHER);
          },
        ),
        { numRuns, seed },
      );
      expect(Object.keys(statuses).sort()).toEqual([success, '400'].sort());
    },
    3_600_000,
  );
});

/** Prism validates by JSON Schema draft-07, which has no `maxContains`. */
async function onlyDraft7Takes(schema: string, request: Json): Promise<boolean> {
  const leaves = (findings: Finding[]): Finding[] =>
    findings.flatMap((one) =>
      one.inner.length > 0 && one.keyword !== 'contains' ? leaves(one.inner) : [one],
    );
  const { findings } = await judge(schema, request);
  return leaves(findings).every(({ keyword }) => ['contains', 'maxContains'].includes(keyword));
}
