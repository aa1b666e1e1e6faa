import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import contract from '@enterprise-communications/spec/openapi.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { batchMaxBytes, batchMaxItems } from '../src/generated/batch-limits.ts';
import { finalStatuses } from '../src/generated/final-statuses.ts';
import { operations } from '../src/generated/operations.ts';
import { serverUrl } from '../src/generated/server-url.ts';

const folder = new URL('../src/generated/', import.meta.url);
const readAll = () => readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);

test('the same contract gives the same bytes', () => {
  const before = readAll();
  const { status } = spawnSync(process.execPath, ['scripts/generate.mjs'], {
    cwd: new URL('..', import.meta.url),
  });

  expect(status).toBe(0);
  expect(readAll()).toEqual(before);
  for (const [, text] of before) expect(text).toMatch(/^\/\/ Generated from the OpenAPI description/);
});

test('the facts are those of the contract', () => {
  expect(serverUrl).toBe(contract.servers[0]?.url);
  expect(batchMaxItems).toBe(contract.components.schemas.SendMessageBatchRequest.maxItems);
  const batch = contract.paths['/apispaces/{apiSpaceId}/messages/batch'].post;
  expect(batchMaxBytes).toBe(batch.requestBody['x-max-bytes']);
  expect(finalStatuses).toEqual(contract.components.schemas.KnownMessageStatus['x-final']);
  const { success, errors } = operations.sendMessageBatch;
  expect([success, ...errors].map(String)).toEqual(Object.keys(batch.responses));
});
