import { type Mock, startMock } from '@enterprise-communications/mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operation, validRequest } from './api.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const ORIGIN = 'https://app.example.test';

test('a page of any origin gets leave to send a message with a token', async () => {
  const answer = await fetch(mock.url + operation('sendMessage').path, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,prefer',
    },
  });
  expect(answer.status).toBe(204);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization,content-type,prefer',
    'access-control-allow-credentials': 'true',
  });
});

test('a page can read every header that matters of the answer', async () => {
  const send = operation('sendMessage');
  const answer = await fetch(
    mock.url + send.path,
    validRequest(send, { origin: ORIGIN, prefer: 'code=429' }),
  );
  expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
});

test('a page can read a refusal too, and why', async () => {
  const answer = await fetch(mock.url + operation('sendMessage').path, {
    method: 'POST',
    headers: { origin: ORIGIN },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(answer.headers.get('access-control-expose-headers')).toContain('sl-violations');
});

test('OPTIONS that is no preflight is a method like any other', async () => {
  const answer = await fetch(mock.url + operation('sendMessage').path, { method: 'OPTIONS' });
  expect(answer.status).toBe(405);
});
