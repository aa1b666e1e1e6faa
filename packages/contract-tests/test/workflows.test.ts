import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMock } from '@enterprise-communications/mock';
import { startSandbox } from '@enterprise-communications/sandbox';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { at, contract, isObject, type Json, type JsonObject } from '../src/contract.ts';
import { operation, operations } from '../src/operations.ts';
import { runWorkflows, type WorkflowRun, workflowFiles } from '../src/respect.ts';

interface Arazzo {
  workflows: { steps: { stepId: string; operationId: string }[] }[];
}

const names = Object.keys(workflowFiles);
const documents = new Map(
  Object.entries(workflowFiles).map(([name, file]) => [name, parse(readFileSync(file, 'utf8')) as Json]),
);
const steps = (name: string) =>
  (documents.get(name) as unknown as Arazzo).workflows.flatMap(({ steps }) => steps);

const inputs = {
  apiSpaceId: String(operation('sendMessage').parameters[0]?.example),
  token: 'any-token',
  phoneNumber: '447700900001',
  secondPhoneNumber: '447700900002',
  // The sandbox's own name for somebody whom a channel does not take.
  fbMessengerId: 'sandbox-refused',
};

test('there is a workflow for each journey', () => {
  expect(names).toEqual(['batch-and-collect', 'fallback', 'refused-and-mended', 'send-and-follow']);
});

describe.each([
  ['the mock', onMock],
  ['the sandbox', onSandbox],
])('against %s', (_, run) => {
  let runs: Record<string, WorkflowRun>;
  beforeAll(async () => {
    runs = await run((url) => runWorkflows(workflowFiles, url, inputs));
  }, 120_000);

  test.each(names)('%s ends well, step by step', (name) => {
    const { failures, succeeded, steps: done } = runs[name] as WorkflowRun;
    expect(failures).toEqual([]);
    expect(succeeded).toBe(true);
    expect([...new Set(done)]).toEqual(steps(name).map(({ stepId }) => stepId));
  });
});

test('a workflow fails, and says at which step, when the message does not arrive', async () => {
  const runs = await onSandbox((url) =>
    runWorkflows(only('send-and-follow'), url, { ...inputs, phoneNumber: '447700900010' }),
  );
  expect(runs['send-and-follow']).toMatchObject({
    succeeded: false,
    failures: [
      "follow (200): success criteria check: $response.body#/status == 'delivered' || $response.body#/status == 'read'",
    ],
  });
}, 120_000);

test.each(names)('%s names operations of the contract', (name) => {
  const known = operations.map(({ id }) => id);
  for (const { operationId } of steps(name)) expect(known).toContain(operationId);
});

test('each workflow that follows a message asks again while the status is not final, and only then', () => {
  const { enum: known, 'x-final': final } = at('/components/schemas/KnownMessageStatus') as {
    enum: string[];
    'x-final': string[];
  };
  const retried = names
    .flatMap((name) => retriesIn(documents.get(name) as Json))
    .filter((text) => text !== '');
  expect(retried).toHaveLength(3);
  for (const text of retried) {
    const named = [...text.matchAll(/status == '(\w+)'/g)].map(([, status]) => status as string);
    expect(named.sort()).toEqual(known.filter((status) => !final.includes(status)).sort());
  }
});

/** For each retry in a document, the statuses of a message that it names. */
function retriesIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isObject(value) && value['type'] === 'retry') {
    const criteria = value['criteria'] as { condition: string }[];
    return [
      criteria
        .filter(({ condition }) => condition.includes('#/status '))
        .map(({ condition }) => condition)
        .join(),
    ];
  }
  return Object.values(value).flatMap(retriesIn);
}

/** The mock answers a GET with the first example. Here that is a message which has arrived, after a fallback. */
async function onMock<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const description = structuredClone(contract);
  const media = mediaOf200(description);
  const { 'message-with-everything': arrived, ...others } = media['examples'] as JsonObject;
  media['examples'] = { 'message-with-everything': arrived as JsonObject, ...others };
  const spec = join(folder, 'openapi.json');
  writeFileSync(spec, JSON.stringify(description));
  const mock = await startMock({ spec });
  try {
    return await use(mock.url);
  } finally {
    await mock.close();
    rmSync(folder, { recursive: true });
  }
}

async function onSandbox<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const sandbox = await startSandbox({ clock: 'real' });
  try {
    return await use(sandbox.url);
  } finally {
    await sandbox.close();
  }
}

function mediaOf200(description: JsonObject): JsonObject {
  const { path } = operation('getMessage');
  return ['paths', path, 'get', 'responses', '200', 'content', 'application/json'].reduce(
    (value, key) => value[key] as JsonObject,
    description,
  );
}

function only(name: string): Record<string, string> {
  return { [name]: workflowFiles[name] as string };
}
