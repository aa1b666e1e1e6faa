import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { responseValidators } from '@enterprise-communications/validators/operations';
import { describe, expect, test } from 'vitest';
import { call, get, OTHER_SPACE, post, postBatch, SMS, SPACE, sandboxForTest, send } from './sandbox.ts';

const spec = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
);

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

describe('sending', () => {
  test("a send is answered by a 201 with the message, as the API's own page shows it", async () => {
    const { status, headers, body } = await post(await sandboxForTest(), SMS);
    expect(status).toBe(201);
    expect(headers.get('content-type')).toMatch('application/json');
    expect(responseValidators.sendMessage[201].validate(body)).toMatchObject({ valid: true });
    expect(body).toMatchObject({ ...SMS, status: 'processing', statusDetails: { channelId: 'sms' } });
    expect(body._createdBy).toMatch(/^access:/);
  });

  test('what was sent can be read back, with everything that was asked for', async () => {
    const sandbox = await sandboxForTest();
    const message = {
      ...SMS,
      title: 'T',
      metadata: { deep: { er: [1, null] } },
      requireOptIn: false,
      shortenLinks: 'on',
    };
    const id = await send(sandbox, message);
    const { status, body } = await get(sandbox, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...message, messageId: id });
    expect(responseValidators.getMessage[200].validate(body)).toMatchObject({ valid: true });
  });

  test('a batch is answered by a 202 with an id for each index, and is readable a moment later', async () => {
    const sandbox = await sandboxForTest();
    const { status, body } = await postBatch(sandbox, [SMS, { ...SMS, body: 'Two' }]);
    expect(status).toBe(202);
    expect(body.map(({ index }: { index: number }) => index)).toEqual([0, 1]);
    expect((await get(sandbox, body[1].messageId)).status).toBe(404);
    await sandbox.advance('1s');
    expect((await get(sandbox, body[1].messageId)).body).toMatchObject({ body: 'Two' });
  });

  test('a batch of 5,000 is taken, and all its ids differ', async () => {
    const sandbox = await sandboxForTest();
    const { status, body } = await postBatch(sandbox, Array(5000).fill(SMS));
    expect(status).toBe(202);
    expect(new Set(body.map(({ messageId }: { messageId: string }) => messageId)).size).toBe(5000);
  });

  const requests = Object.entries(spec.components.examples as Record<string, { value: unknown }>);
  const names = Object.keys(
    spec.paths['/apispaces/{apiSpaceId}/messages'].post.requestBody.content['application/json'].examples,
  );
  test.each(names)('takes the documented request %s', async (name) => {
    const example = requests.find(([key]) => key === name)?.[1].value;
    expect((await post(await sandboxForTest(), example)).status).toBe(201);
  });
});

describe('a request that is not valid', () => {
  test('is answered by a 400 that names all that is wrong at once', async () => {
    const { status, body } = await post(await sandboxForTest(), {
      to: { phoneNumber: 'x' },
      bodi: 'x',
      rules: [],
    });
    expect(status).toBe(400);
    expect(responseValidators.sendMessage[400].validate(body)).toMatchObject({ valid: true });
    const names = body.validationFailures.map(({ paramName }: { paramName: string }) => paramName);
    expect(names.sort()).toEqual(['bodi', 'body', 'rules', 'to.phoneNumber']);
    for (const { message } of body.validationFailures) expect(message).not.toBe('');
  });

  test('names the item of a batch, and nothing of the batch is taken', async () => {
    const sandbox = await sandboxForTest();
    const batch = Array(18).fill(SMS);
    batch[17] = { ...SMS, rules: [] };
    const { status, body } = await postBatch(sandbox, batch);
    expect([status, body.validationFailures[0].paramName]).toEqual([400, '[17].rules']);
    expect((await sandbox.messages()).messages).toEqual([]);
  });

  test.each([
    ['5,001 items', JSON.stringify(Array(5001).fill(SMS)), 400],
    ['no items', '[]', 400],
    ['a single message', JSON.stringify(SMS), 400],
  ])('a batch of %s', async (_, body, status) => {
    expect((await postBatch(await sandboxForTest(), body)).status).toBe(status);
  });

  test.each([
    ['malformed JSON', '{"to":', /not valid JSON/],
    ['no UTF-8', '{"\udc00', /not valid/],
    ['nothing', '', /needs a body/],
    ['JSON deeper than 64 levels', `${'['.repeat(65)}${']'.repeat(65)}`, /deeper than 64/],
    ['JSON of a million levels', '['.repeat(1_000_000), /deeper than 64/],
  ])('a body of %s', async (_, body, message) => {
    const answer = await post(await sandboxForTest(), body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toMatch(message);
  });

  test('braces inside text do not count as depth', async () => {
    expect((await post(await sandboxForTest(), { ...SMS, body: '{['.repeat(100) })).status).toBe(201);
  });

  test('another content type', async () => {
    const sandbox = await sandboxForTest();
    const path = `/apispaces/${SPACE}/messages`;
    const { status, body } = await call(sandbox, 'POST', path, {
      body: JSON.stringify(SMS),
      type: 'text/plain',
    });
    expect([status, body.message]).toEqual([
      400,
      'The Content-Type of the request must be application/json.',
    ]);
  });

  test('more than 10 MB is answered by a 413, on both operations', async () => {
    const sandbox = await sandboxForTest();
    const huge = JSON.stringify({ ...SMS, body: 'x'.repeat(10_000_000) });
    expect((await post(sandbox, huge)).status).toBe(413);
    expect((await postBatch(sandbox, `[${huge}]`)).status).toBe(413);
    expect((await post(sandbox, SMS)).status).toBe(201);
  });

  test('ids in the path that are not ids', async () => {
    const sandbox = await sandboxForTest();
    const { status, body } = await get(sandbox, 'nonsense');
    expect([status, body.validationFailures[0].paramName]).toEqual([400, 'messageId']);
    const wrong = await call(sandbox, 'POST', '/apispaces/NONSENSE/messages', { body: SMS });
    expect([wrong.status, wrong.body.validationFailures[0].paramName]).toEqual([400, 'apiSpaceId']);
  });
});

describe('access', () => {
  test.each([
    ['no token', '', 401],
    ['any token', 'whatever', 201],
    ['a JWT', jwt({ exp: 4_000_000_000 }), 201],
    ['an expired JWT', jwt({ exp: 1 }), 401],
    ['a JWT that is not valid yet', jwt({ nbf: 4_000_000_000 }), 401],
    ['the test token for 401', 'sandbox-unauthorized', 401],
    ['the test token for 403', 'sandbox-forbidden', 403],
    ['the test token for 429', 'sandbox-too-many', 429],
  ])('%s', async (_, token, status) => {
    const answer = await post(await sandboxForTest({ seed: 1 }), SMS, token);
    expect(answer.status).toBe(status);
    if (status === 429) expect(answer.headers.get('retry-after')).toBe('1');
    if (status > 400) expect(answer.body).toBeUndefined();
  });

  test('a token without Branch may send over one channel only', async () => {
    const sandbox = await sandboxForTest();
    expect((await post(sandbox, SMS, 'sandbox-no-branch')).status).toBe(201);
    expect((await post(sandbox, { ...SMS, rules: ['rcs', 'sms'] }, 'sandbox-no-branch')).status).toBe(403);
  });

  test("the profile of a JWT becomes the sender's", async () => {
    const { body } = await post(await sandboxForTest(), SMS, jwt({ sub: 'shop' }));
    expect(body.senderProfileId).toBe('shop');
  });

  test('a JWT expires as the manual clock goes on', async () => {
    const sandbox = await sandboxForTest({ seed: 1 });
    const token = jwt({ exp: Date.UTC(2026, 0, 1, 1) / 1000 });
    expect((await post(sandbox, SMS, token)).status).toBe(201);
    await sandbox.advance('1h');
    expect((await post(sandbox, SMS, token)).status).toBe(401);
  });
});

describe('API Spaces', () => {
  test('a message is seen from its own space only', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox);
    expect((await get(sandbox, id, OTHER_SPACE)).status).toBe(404);
    expect((await get(sandbox, id)).status).toBe(200);
  });

  test('an id with or without dashes means the same space, and message ids the same in capitals', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox);
    expect((await get(sandbox, id.toUpperCase(), SPACE.replaceAll('-', ''))).status).toBe(200);
  });

  test('unknown messages and the documented unknown space are 404', async () => {
    const sandbox = await sandboxForTest();
    expect((await get(sandbox, 'd8e296bb-97c4-4495-b98f-1e32e0b11628')).status).toBe(404);
    const path = '/apispaces/00000000-0000-4000-8000-000000000404/messages';
    expect((await call(sandbox, 'POST', path, { body: SMS })).status).toBe(404);
  });

  test('profiles of one space fill in nothing in another', async () => {
    const sandbox = await sandboxForTest();
    await sandbox.putProfile(OTHER_SPACE, 'ada', { fields: { firstName: 'Ada' } });
    const id = await send(sandbox, {
      to: { profileId: 'ada', phoneNumber: '447700900123' },
      body: 'Hi {{profile.firstName}}!',
      rules: ['sms'],
    });
    expect((await sandbox.inspect(id)).seen['body']).toBe('Hi !');
  });
});

describe('HTTP', () => {
  test('unknown paths are 404, and known paths with other methods 405', async () => {
    const sandbox = await sandboxForTest();
    expect((await call(sandbox, 'GET', '/nowhere')).status).toBe(404);
    const { status, headers } = await call(sandbox, 'DELETE', `/apispaces/${SPACE}/messages`);
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    expect((await call(sandbox, 'GET', `/apispaces/${SPACE}/messages/%E0%A4%A`)).status).toBe(400);
    expect((await get(sandbox, 'batch')).status).toBe(400);
  });

  test('two requests on one connection are answered in order', async () => {
    const { port } = await sandboxForTest();
    const body = JSON.stringify(SMS);
    const one = `POST /apispaces/${SPACE}/messages HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const socket = connect(port, '127.0.0.1');
    socket.write(one + one);
    let text = '';
    for await (const chunk of socket) {
      text += chunk;
      if (text.split('"messageId"').length === 3) break;
    }
    expect(text.match(/HTTP\/1.1 201/g)).toHaveLength(2);
  });
});
