import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fuzz, type Json } from '@enterprise-communications/generators';
import { startMock } from '@enterprise-communications/mock';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { invalidRequests, isRequest, validRequests } from './generated-requests.ts';
import disagreements from './prism-disagreements.json' with { type: 'json' };
import { post, sandboxForTest } from './sandbox.ts';

// The stock Prism of the mock gets the requests of the conformance test. Where it judges otherwise than the contract,
// the class and the reason stand in prism-disagreements.json: no other is found, and each of these is still one.

const TOGETHER = 10;
const { numRuns, seed } = fuzz({ short: 200, full: 5_000, inputs: TOGETHER });
const listed = disagreements.map(({ class: name }) => name);

let prism: { url: string };
beforeAll(async () => {
  const mock = await startMock();
  prism = mock;
  return () => mock.close();
});

/** How Prism judges a request otherwise than the contract; undefined when it does not. */
async function disagreement(request: Json): Promise<string | undefined> {
  const { status, headers } = await post(prism, JSON.stringify(request));
  const isValid = isRequest(request);
  if (status === (isValid ? 201 : 400)) return undefined;
  if (!isValid) return `accepted: ${faults()}`;
  const violations: { location: string[]; code: string }[] = JSON.parse(headers.get('sl-violations') ?? '[]');
  return `refused: ${violations.map(({ location, code }) => `${location.slice(2).join('.')}: ${code}`).join('; ')}`;
}

/** What stock Ajv refuses, without what only follows from it. */
function faults(): string {
  const errors = (isRequest.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const outer = errors.filter(
    ({ instancePath }) => !errors.some((other) => instancePath.startsWith(`${other.instancePath}/`)),
  );
  return outer
    .map(({ instancePath, keyword, params }) => {
      const { maxContains } = params;
      const what =
        maxContains === undefined
          ? keyword
          : `more than ${maxContains} item${maxContains > 1 ? 's fit' : ' fits'} contains`;
      return `${instancePath.slice(1).replaceAll('/', '.')}: ${what}`;
    })
    .join('; ');
}

test.each([
  ['valid', validRequests],
  ['mutated invalid', invalidRequests],
])(
  `of ${numRuns * TOGETHER} %s requests, Prism judges otherwise in listed classes only (seed ${seed})`,
  async (_, requests) => {
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: TOGETHER, maxLength: TOGETHER }), async (ten) => {
        for (const [index, found] of (await Promise.all(ten.map(disagreement))).entries()) {
          if (found !== undefined) expect(listed, JSON.stringify(ten[index])).toContain(found);
        }
      }),
      { numRuns, seed, endOnFailure: true },
    );
  },
  3_600_000,
);

// Each constraint on a request has such an example, also those that chance hardly ever breaks.
test('of the invalid examples of the contract, Prism takes those of the listed classes only, and one of each', async () => {
  const require = createRequire(import.meta.url);
  const spec = dirname(require.resolve('@enterprise-communications/spec/package.json'));
  const folder = join(spec, 'examples', 'invalid');
  const bodies: Json[] = readdirSync(folder)
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')))
    .filter(({ operationId, body }) => operationId === 'sendMessage' && body !== undefined)
    .map(({ body }) => body);
  const found = new Set<string | undefined>();
  for (const body of bodies) found.add(await disagreement(body));
  found.delete(undefined);
  expect([...found].sort()).toEqual([...listed].sort());
});

test.each(disagreements)('Prism still judges otherwise, and the sandbox does not: $class', async (one) => {
  expect(one.reason).toMatch(/^Prism .*\.$/);
  expect(await disagreement(one.example)).toBe(one.class);
  const { status } = await post(await sandboxForTest(), one.example);
  expect(status).toBe(one.class.startsWith('accepted') ? 400 : 201);
});
