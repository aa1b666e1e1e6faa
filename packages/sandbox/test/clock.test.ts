import { describe, expect, test } from 'vitest';
import { call, get, sandboxForTest, send } from './sandbox.ts';

const LAST = '9999-12-31T23:59:59.999Z';
// A sandbox with a seed begins with the year 2026.
const untilThen = Date.parse(LAST) - Date.UTC(2026, 0, 1);
const days = Math.floor(untilThen / 86_400_000);
const refusal = `The clock cannot go beyond ${LAST}, the last time that RFC 3339 can write.`;

describe('a manual clock goes on until the last time that RFC 3339 can write', () => {
  const now = async (sandbox: { url: string }) => (await call(sandbox, 'GET', '/_sandbox/clock')).body.now;
  const advance = (sandbox: { url: string }, by: string) =>
    call(sandbox, 'POST', '/_sandbox/clock/advance', { body: { by } });

  test('to that very moment, and no millisecond further', async () => {
    const sandbox = await sandboxForTest({ seed: 1 });
    const id = await send(sandbox);
    await sandbox.advance(untilThen);
    expect(await now(sandbox)).toBe(LAST);
    expect((await get(sandbox, id)).body.status).toBe('delivered');
    await expect(sandbox.advance(1)).rejects.toThrow(refusal);
    expect(await now(sandbox)).toBe(LAST);
  });

  test.each(['1ms', '999999999d'])('over HTTP %s more is a 400 that says so', async (by) => {
    const sandbox = await sandboxForTest({ seed: 1 });
    expect((await advance(sandbox, `${days}d23h59m59s999ms`)).body.now).toBe(LAST);
    const { status, body } = await advance(sandbox, by);
    expect([status, body]).toEqual([400, { message: refusal }]);
  });

  test('in this process any number that is too large is refused in the same words', async () => {
    const sandbox = await sandboxForTest();
    for (const long of [Number.MAX_VALUE, `${'9'.repeat(400)}d`])
      await expect(sandbox.advance(long)).rejects.toThrow(refusal);
  });

  test('a refusal leaves the clock as it was, and it goes on', async () => {
    const sandbox = await sandboxForTest({ seed: 1 });
    expect((await advance(sandbox, '9999999d')).status).toBe(400);
    expect((await advance(sandbox, '1h')).body.now).toBe('2026-01-01T01:00:00.000Z');
  });

  test('two that come at once are refused where only both together are too much', async () => {
    const sandbox = await sandboxForTest({ seed: 1 });
    const half = `${Math.ceil(days / 2) + 1}d`;
    const statuses = (await Promise.all([advance(sandbox, half), advance(sandbox, half)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 400]);
  });
});
