import { connect } from 'node:net';
import { type Mock, startMock } from '@enterprise-communications/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operation, operations, TOKEN, validRequest } from './api.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const JSON_TYPE = { 'content-type': 'application/json' };

interface Violation {
  location: string[];
  severity: string;
  code: string | number;
  message: string;
}

function violationsOf(answer: Response): Violation[] {
  return JSON.parse(answer.headers.get('sl-violations') ?? '[]');
}

describe.each(operations.filter(({ takesBody }) => takesBody))('a request that $id does not take', (post) => {
  const [badRequest] = post.responses.filter(({ status }) => status === 400);
  const badRequestExample = badRequest?.examples[0]?.value;

  test.each([
    ['has a body of the wrong shape', JSON_TYPE, '{"nonsense":true}'],
    ['is malformed JSON, cut off', JSON_TYPE, '{"to":'],
    [
      'is malformed JSON, another type',
      { 'content-type': 'application/json; charset=utf-8' },
      'to=447700900123',
    ],
    ['is JSON of a +json type, cut off', { 'content-type': 'application/vnd.test+json' }, '['],
    ['is not UTF-8', JSON_TYPE, new Uint8Array([0x22, 0xff, 0x22])],
    ['is empty', JSON_TYPE, ''],
    ['has the wrong content type', { 'content-type': 'text/plain' }, JSON.stringify(post.requests[0]?.value)],
    ['is a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'to=447700900123'],
  ])('%s: 400 with the example of the description', async (_, headers, body) => {
    const answer = await fetch(mock.url + post.path, {
      method: 'POST',
      headers: { ...TOKEN, ...headers },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual(badRequestExample);
    expect(violationsOf(answer)[0]).toMatchObject({
      severity: 'Error',
      location: expect.arrayContaining(['request']),
    });
  });

  test('malformed JSON: 401 all the same without a token', async () => {
    const answer = await fetch(mock.url + post.path, { method: 'POST', headers: JSON_TYPE, body: '{' });
    expect(answer.status).toBe(401);
  });

  test.each(badRequest?.examples ?? [])(
    'malformed JSON: the 400 example $name when that is preferred',
    async (example) => {
      const answer = await fetch(mock.url + post.path, {
        method: 'POST',
        headers: { ...TOKEN, ...JSON_TYPE, prefer: `code=400, example=${example.name}` },
        body: '{',
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual(example.value);
    },
  );

  test('malformed JSON: 400 even when a success is preferred', async () => {
    const answer = await fetch(mock.url + post.path, {
      method: 'POST',
      headers: { ...TOKEN, ...JSON_TYPE, prefer: 'code=201, example=accepted-sent' },
      body: '{',
    });
    expect(answer.status).toBe(400);
  });

  test('a body in chunks, malformed: 400', async () => {
    const answer = await fetch(mock.url + post.path, {
      method: 'POST',
      headers: { ...TOKEN, ...JSON_TYPE },
      body: new Blob(['{"to":', '}']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(400);
  });

  test('a body of more bytes than the description allows: 413', async () => {
    const limit = operation('sendMessageBatch').maxBytes as number;
    const tooLarge = JSON.stringify('x'.repeat(limit));
    const answer = await fetch(mock.url + post.path, {
      method: 'POST',
      headers: { ...TOKEN, ...JSON_TYPE },
      body: tooLarge,
    });
    expect(answer.status).toBe(413);
    expect(violationsOf(answer)).toEqual([
      expect.objectContaining({ message: `Request body has ${limit + 2} bytes, more than ${limit}` }),
    ]);
  });
});

test('the details of a refusal are in the sl-violations header, with the place', async () => {
  const { path } = operation('sendMessage');
  const answer = await fetch(mock.url + path, {
    method: 'POST',
    headers: { ...TOKEN, ...JSON_TYPE },
    body: '{"to":{"phoneNumber":"447700900123"},"body":"Hello","rules":"sms"}',
  });
  expect(answer.status).toBe(400);
  expect(violationsOf(answer)).toContainEqual({
    location: ['request', 'body', 'rules'],
    severity: 'Error',
    code: 'type',
    message: 'Request body property rules must be array',
  });
});

test('a refusal of malformed JSON says where, and nothing of what was sent', async () => {
  const { path } = operation('sendMessage');
  const answer = await fetch(mock.url + path, {
    method: 'POST',
    headers: { ...TOKEN, ...JSON_TYPE },
    body: '{"body":"Hello"; "private":"447700900123"}',
  });
  expect(violationsOf(answer)).toEqual([
    {
      location: ['request', 'body'],
      severity: 'Error',
      code: 'malformed_json',
      message: 'Request body is not valid JSON at position 15',
    },
  ]);
});

test('a misspelt field in any script is refused, and quoted in the header', async () => {
  const { path } = operation('sendMessage');
  for (const field of ['boddy', 'corpsé', 'текст', '本文', '💬', '\u0007']) {
    const answer = await fetch(mock.url + path, {
      method: 'POST',
      headers: { ...TOKEN, ...JSON_TYPE },
      body: JSON.stringify({
        to: { phoneNumber: '447700900123' },
        body: 'Hello',
        rules: ['sms'],
        [field]: 1,
      }),
    });
    expect(answer.status).toBe(400);
    expect(
      violationsOf(answer)
        .map(({ message }) => message)
        .join(),
    ).toContain(`'${field}'`);
  }
});

test('more violations than a header can hold: those that fit, and how many are left', async () => {
  const { path } = operation('sendMessageBatch');
  const bad = Array.from({ length: 2_000 }, () => ({ body: 1 }));
  const answer = await fetch(mock.url + path, {
    method: 'POST',
    headers: { ...TOKEN, ...JSON_TYPE },
    body: JSON.stringify(bad),
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get('sl-violations')?.length).toBeLessThan(8_300);
  const violations = violationsOf(answer);
  expect(violations.length).toBeGreaterThan(10);
  expect(violations.at(-1)).toMatchObject({
    code: 'truncated',
    message: expect.stringMatching(/^\d+ more violations/),
  });
});

test('an invalid id in the path: 400', async () => {
  const { path, responses } = operation('getMessage');
  const answer = await fetch(`${mock.url}${path.replace(/[^/]+$/, 'not-an-id')}`, { headers: TOKEN });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual(responses.find(({ status }) => status === 400)?.examples[0]?.value);
});

test.each([
  ['a path that is not documented', 'GET', '/nowhere', {}, 404],
  ['a webhook, which is no route', 'POST', '/message.sent', {}, 404],
  ['a method that is not documented', 'DELETE', operation('getMessage').path, {}, 405],
  ['a status that is not documented', 'GET', operation('getMessage').path, { prefer: 'code=418' }, 404],
  [
    'an example that is not documented',
    'GET',
    operation('getMessage').path,
    { prefer: 'code=200, example=nope' },
    404,
  ],
  [
    'an example alone that is not documented',
    'GET',
    operation('getMessage').path,
    { prefer: 'example=nope' },
    404,
  ],
  ['a preference that is no status', 'GET', operation('getMessage').path, { prefer: 'code=abc' }, 422],
  [
    'a media type that is not documented',
    'GET',
    operation('getMessage').path,
    { accept: 'application/xml' },
    406,
  ],
  ['a path with a broken percent sign', 'GET', '/apispaces/%zz/messages/%', {}, 400],
  ['a path that is no path', 'GET', '//', {}, 404],
])('%s: problem+json', async (_, method, path, headers, status) => {
  const answer = await fetch(mock.url + path, { method, headers: { ...TOKEN, ...headers } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = await answer.json();
  expect(problem).toMatchObject({ status, title: expect.any(String) });
  expect(JSON.stringify(problem)).not.toMatch(/\bat .*\.js:\d+/);
});

test('a problem with an example names the example', async () => {
  const { path } = operation('getMessage');
  const answer = await fetch(mock.url + path, { headers: { ...TOKEN, prefer: 'code=200, example=nope' } });
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('"nope"') });
});

test('malformed JSON where no body is documented: 400', async () => {
  const { path, responses } = operation('getMessage');
  const [status, body] = await rawRequest(`GET ${path} HTTP/1.1`, '{');
  expect(status).toBe(400);
  expect(JSON.parse(body)).toEqual(responses.find((response) => response.status === 400)?.examples[0]?.value);
});

test('the media types that browsers and clients accept are served', async () => {
  const get = operation('getMessage');
  for (const accept of [
    '*/*',
    'application/json, text/plain, */*',
    'text/html,application/xml;q=0.9,*/*;q=0.8',
  ]) {
    const answer = await fetch(mock.url + get.path, validRequest(get, { accept }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
  }
  // What one caller accepts does not stick to the next.
  const xml = await fetch(mock.url + get.path, validRequest(get, { accept: 'application/xml' }));
  const json = await fetch(mock.url + get.path, validRequest(get, { accept: 'application/json' }));
  expect([xml.status, json.status]).toEqual([406, 200]);
});

test('a caller that goes away in the middle of its body leaves the mock answering', async () => {
  const get = operation('getMessage');
  await new Promise<void>((resolve) => {
    const socket = connect(mock.port, '127.0.0.1', () => {
      socket.write(
        `POST ${operation('sendMessage').path} HTTP/1.1\r\nHost: mock.test\r\nContent-Length: 99\r\n\r\n{"to"`,
      );
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  expect((await fetch(mock.url + get.path, validRequest(get))).status).toBe(200);
});

/** For what fetch refuses to send. */
function rawRequest(requestLine: string, body: string): Promise<[status: number, body: string]> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(mock.port, '127.0.0.1', () => {
      const headers = [
        'Host: mock.test',
        `Authorization: ${TOKEN.authorization}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        'Connection: close',
      ];
      socket.write(`${[requestLine, ...headers].join('\r\n')}\r\n\r\n${body}`);
    });
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
    });
    socket.on('error', reject).on('close', () => {
      resolve([Number(received.split(' ')[1]), received.slice(received.indexOf('\r\n\r\n') + 4)]);
    });
  });
}
