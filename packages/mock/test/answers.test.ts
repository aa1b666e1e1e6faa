import { readFileSync } from 'node:fs';
import { type Mock, startMock } from '@enterprise-communications/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFile, operations, validRequest } from './api.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

test('what is shipped is the bundle of the spec package', () => {
  const shipped = new URL('../dist/openapi.json', import.meta.url);
  expect(readFileSync(shipped, 'utf8')).toBe(readFileSync(bundleFile, 'utf8'));
});

test('the bundle has the operations, each with its errors', () => {
  const ids = operations.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['getMessage', 'sendMessage', 'sendMessageBatch']));
  for (const { responses } of operations) {
    expect(responses.map(({ status }) => status)).toEqual(expect.arrayContaining([400, 401, 429, 503]));
  }
});

describe.each(operations)('$id', (operation) => {
  const url = () => mock.url + operation.path;

  test('answers a valid request with the first example of its success', async () => {
    const [success] = operation.responses.filter(({ status }) => status < 300);
    const answer = await fetch(url(), validRequest(operation));
    expect(answer.status).toBe(success?.status);
    expect(await answer.json()).toEqual(success?.examples[0]?.value);
    expect(answer.headers.get('sl-violations')).toBeNull();
  });

  test.each(operation.requests)('takes its request example $name', async ({ value }) => {
    const answer = await fetch(url(), { ...validRequest(operation), body: JSON.stringify(value) });
    expect(answer.headers.get('sl-violations')).toBeNull();
    expect(answer.status).toBeLessThan(300);
  });

  test.each(operation.responses)(
    'answers $status when it is preferred',
    async ({ status, headers, examples }) => {
      const answer = await fetch(url(), validRequest(operation, { prefer: `code=${status}` }));
      expect(answer.status).toBe(status);
      expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
      expect(answer.headers.get('sl-violations')).toBeNull();
      const body = await answer.text();
      if (examples[0]) expect(JSON.parse(body)).toEqual(examples[0].value);
      else expect(body).toBe('');
    },
  );

  const named = operation.responses.flatMap(({ status, examples }) =>
    examples.map((example) => ({ status, ...example })),
  );
  test.each(named)('answers $status with the example $name', async ({ status, name, mediaType, value }) => {
    const prefer = `code=${status}, example=${name}`;
    const answer = await fetch(url(), validRequest(operation, { prefer }));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe(mediaType);
    expect(answer.headers.get('sl-violations')).toBeNull();
    expect(await answer.json()).toEqual(value);
  });

  test('invents data that fits the schema when that is preferred', async () => {
    const answer = await fetch(url(), validRequest(operation, { prefer: 'dynamic=true' }));
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers.get('sl-violations')).toBeNull();
    const invented = await answer.json();
    expect(named.map(({ value }) => value)).not.toContainEqual(invented);
  });

  test('answers 401 without a token, whatever is preferred', async () => {
    const { headers, ...request } = validRequest(operation, { prefer: 'code=200' });
    const { authorization, ...withoutToken } = headers as Record<string, string>;
    expect(authorization).toBeDefined();
    const answer = await fetch(url(), { ...request, headers: withoutToken });
    expect(answer.status).toBe(401);
  });

  test('answers 401 to a token of another scheme', async () => {
    const answer = await fetch(url(), validRequest(operation, { authorization: 'Basic dXNlcjpwYXNz' }));
    expect(answer.status).toBe(401);
  });
});
