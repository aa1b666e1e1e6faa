import { afterAll, describe, expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { undiciTransport } from '../src/undici.ts';
import { apiSpaceId } from './example.ts';
import { compare, sendBulk, sendSingles } from './fault-run.mjs';
import { faults, startFaultServer } from './fault-server.mjs';

const undici = undiciTransport();
afterAll(() => undici.close());

const nothingWrong = {
  duplicates: 0,
  withoutOutcome: 0,
  outcomeTwice: 0,
  acceptedButNotThere: 0,
  acceptedUnderAnotherId: 0,
  rejectedButThere: 0,
  unknownWithoutReason: 0,
};

describe.each([
  ['fetch', undefined],
  ['undici', undici],
])('over %s', (_, transport) => {
  const start = async (seed: number, size: number) => {
    const server = await startFaultServer({ seed, size });
    const client = createClient({
      apiSpaceId,
      token: 'secret',
      baseUrl: server.baseUrl,
      ...(transport && { fetch: transport }),
    });
    return { server, client };
  };

  test.each([1, 2, 3])('single sends: none is sent twice, none is lost (seed %i)', async (seed) => {
    const { server, client } = await start(seed, 500);
    const told = await sendSingles(client, { size: 500, concurrency: 20, seed });
    server.close();

    const { count, faults } = compare(told, server.record);
    expect(faults).toEqual(nothingWrong);
    expect(count.accepted + count.rejected + count.unknown).toBe(500);
    expect(count.unknown).toBeGreaterThan(0);
  });

  test.each([1, 2, 3])('bulk sends: none is sent twice, none is lost (seed %i)', async (seed) => {
    const { server, client } = await start(seed, 20_000);
    const told = await sendBulk(client, { size: 20_000, batchItems: 100, seed });
    server.close();

    const { count, faults } = compare(told, server.record);
    expect(faults).toEqual(nothingWrong);
    expect(count.accepted + count.rejected + count.unknown).toBe(20_000);
    expect(count.rejected).toBeGreaterThan(0);
    expect(count.unknown).toBeGreaterThan(0);
  });
});

test('every fault is met', async () => {
  const server = await startFaultServer({ seed: 4, size: 3000 });
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl, fetch: undici });
  await sendSingles(client, { size: 3000, concurrency: 30, seed: 4 });
  server.close();

  expect(Object.keys(server.record.met).sort()).toEqual([...Object.keys(faults), 'none'].sort());
});

test('the comparison finds a message that is sent twice, lost, or falsely reported', async () => {
  const server = await startFaultServer({ seed: 1, size: 500 });
  const retry = { limit: 20, baseDelay: 1, allowDuplicates: true };
  const client = createClient({ apiSpaceId, token: 'secret', baseUrl: server.baseUrl, fetch: undici });
  const { send } = client.messages;
  client.messages.send = Object.assign((...args: Parameters<typeof send>) => send(...args), {
    withResponse: send.withResponse,
    try: (...[message, options]: Parameters<typeof send>) => send.try(message, { ...options, retry }),
  });
  const told = await sendSingles(client, { size: 500, concurrency: 20, seed: 1 });
  server.close();

  expect(compare(told, server.record).faults.duplicates).toBeGreaterThan(0);
  told.outcome.fill(0, 0, 10);
  expect(compare(told, server.record).faults.withoutOutcome).toBe(10);
  told.outcome.fill(1);
  expect(compare(told, server.record).faults.acceptedUnderAnotherId).toBeGreaterThan(0);
  told.outcome.fill(2);
  expect(compare(told, server.record).faults.rejectedButThere).toBeGreaterThan(0);
});
