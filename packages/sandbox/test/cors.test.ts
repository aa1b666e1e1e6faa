import { expect, test } from 'vitest';
import { SMS, SPACE, sandboxForTest } from './sandbox.ts';

const MESSAGES = `/apispaces/${SPACE}/messages`;
const ORIGIN = 'https://app.example.test';

test('a page of any origin gets leave to send a message with a token', async () => {
  const { url } = await sandboxForTest();
  const answer = await fetch(url + MESSAGES, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization,content-type',
  });
});

test('a page can read the answer and its headers', async () => {
  const sandbox = await sandboxForTest();
  await sandbox.setFaults({ tooManyRequests: { next: 1 } });
  const send = () =>
    fetch(sandbox.url + MESSAGES, {
      method: 'POST',
      headers: { origin: ORIGIN, authorization: 'Bearer any-token', 'content-type': 'application/json' },
      body: JSON.stringify(SMS),
    });
  for (const status of [429, 201]) {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toBe('*');
  }
});

test('a page can read a refusal too', async () => {
  const { url } = await sandboxForTest();
  const answer = await fetch(url + MESSAGES, { method: 'POST', headers: { origin: ORIGIN } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

test('OPTIONS that is no preflight is a method like any other', async () => {
  const { url } = await sandboxForTest();
  expect((await fetch(url + MESSAGES, { method: 'OPTIONS' })).status).toBe(405);
});

test('a page of another origin gets no leave to use the control API', async () => {
  const { url } = await sandboxForTest();
  const answer = await fetch(`${url}/_sandbox/reset`, {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});
