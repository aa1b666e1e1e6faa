import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { MockError, type MockOptions, startMock } from '@enterprise-communications/mock';
import { expect, onTestFinished, test } from 'vitest';
import { operation, TOKEN, validRequest } from './api.ts';
import { greeting, temporaryFile, UNUSABLE } from './descriptions.ts';

async function start(options?: MockOptions) {
  const mock = await startMock(options);
  onTestFinished(() => mock.close());
  return mock;
}

async function refusal(options: MockOptions): Promise<MockError> {
  const error = await start(options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MockError);
  expect((error as MockError).message).not.toContain('\n');
  return error as MockError;
}

test('listens on a free port of the loopback address, and answers as soon as it resolves', async () => {
  const mock = await start();
  expect(mock.url).toBe(`http://127.0.0.1:${mock.port}`);
  const get = operation('getMessage');
  expect((await fetch(mock.url + get.path, validRequest(get))).status).toBe(200);
});

test('listens on the port that is asked for', async () => {
  const first = await startMock();
  await first.close();
  const second = await start({ port: first.port });
  expect(second.port).toBe(first.port);
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);
test.skipIf(!hasIpv6)('listens on an IPv6 address (skipped where there is none)', async () => {
  const mock = await start({ host: '::1' });
  expect(mock.url).toBe(`http://[::1]:${mock.port}`);
  expect((await fetch(`${mock.url}/nowhere`)).status).toBe(404);
});

test('two mocks in one process serve their own descriptions at the same time', async () => {
  const [api, one, two] = await Promise.all([
    start(),
    start({ spec: temporaryFile('one.json', greeting('one')) }),
    start({ spec: temporaryFile('two.json', greeting('two')) }),
  ]);
  const read = async (url: string) => (await fetch(`${url}/greeting`)).json();
  expect(await Promise.all([read(one.url), read(two.url), read(one.url)])).toEqual(['one', 'two', 'one']);
  expect((await fetch(`${api.url}/greeting`)).status).toBe(404);
});

test('serves a description in YAML', async () => {
  const yaml = [
    'openapi: 3.0.3',
    'info: { title: Pets, version: 1.0.0 }',
    'paths:',
    '  /pet:',
    '    get:',
    '      responses:',
    "        '200':",
    '          description: A pet.',
    '          content:',
    '            application/json:',
    '              example: { name: Rex }',
  ].join('\n');
  const mock = await start({ spec: temporaryFile('pets.yaml', yaml) });
  expect(await (await fetch(`${mock.url}/pet`)).json()).toEqual({ name: 'Rex' });
});

test('a $ref through another $ref is followed', async () => {
  const description = greeting('hello');
  const { Greeting } = description.components.schemas;
  Object.assign(description.components.schemas, {
    Greeting: { $ref: '#/components/schemas/Outer/properties/greeting' },
    Outer: { $ref: '#/components/schemas/Inner' },
    Inner: { type: 'object', properties: { greeting: Greeting } },
  });
  const mock = await start({ spec: temporaryFile('chain.json', description) });
  expect(await (await fetch(`${mock.url}/greeting`)).json()).toBe('hello');
});

/** A description of POST /greeting, which documents no answer but 200. */
function postGreeting(requestBody: object) {
  const { paths, ...rest } = greeting('hello');
  const post = { requestBody: { content: { 'text/plain': {} }, ...requestBody }, ...paths['/greeting'].get };
  return { ...rest, paths: { '/greeting': { post } } };
}

test.each([
  ['the x-max-bytes of the description', { 'x-max-bytes': 10 }, 10],
  ['10 MB where the description sets no limit', {}, 10_000_000],
])('takes %s, and says 413 to one byte more', async (_, requestBody, limit) => {
  const mock = await start({ spec: temporaryFile('limit.json', postGreeting(requestBody)) });
  const send = (bytes: number) => fetch(`${mock.url}/greeting`, { method: 'POST', body: 'x'.repeat(bytes) });
  expect((await send(limit)).status).toBe(200);
  const refused = await send(limit + 1);
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ type: 'too_large', status: 413 });
});

test('dynamic: invented data; with a seed the same each time, from start to start', async () => {
  const batch = operation('sendMessageBatch');
  const ask = async (options: MockOptions) => {
    const mock = await start(options);
    return (await fetch(mock.url + batch.path, validRequest(batch))).text();
  };
  const invented = await ask({ dynamic: true, seed: 42 });
  expect(JSON.parse(invented)).not.toEqual(batch.responses[0]?.examples[0]?.value);
  expect(await ask({ dynamic: true, seed: 42 })).toBe(invented);
  expect(await ask({ dynamic: true, seed: 43 })).not.toBe(invented);
});

test('without dynamic a seed serves the requests that ask for invented data', async () => {
  const batch = operation('sendMessageBatch');
  const mock = await start({ seed: 7 });
  const invent = async () => {
    const answer = await fetch(mock.url + batch.path, validRequest(batch, { prefer: 'dynamic=true' }));
    return answer.text();
  };
  expect(await invent()).toBe(await invent());
});

test('an answer that no data can be invented for: a problem that says so, and no stack', async () => {
  const description = greeting('hello');
  // json-schema-faker reads the "Z" that this pattern makes as a whole date, and throws.
  description.components.schemas.Greeting = Object.assign(
    { type: 'string' },
    { format: 'date-time', pattern: 'Z$' },
  );
  const mock = await start({ spec: temporaryFile('odd-date.json', description), dynamic: true });
  const answer = await fetch(`${mock.url}/greeting`);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ title: 'No data can be invented for this answer' });
});

test('an example that cannot be sent as a header: an answer all the same', async () => {
  const description = greeting('hello');
  Object.assign(description.paths['/greeting'].get.responses[200], {
    headers: { 'X-Mood': { schema: { type: 'string' }, example: '💬' } },
  });
  const mock = await start({ spec: temporaryFile('odd-header.json', description) });
  expect((await fetch(`${mock.url}/greeting`)).status).toBe(500);
});

test('close can be called again, and together, and frees the port', async () => {
  const mock = await startMock();
  await Promise.all([mock.close(), mock.close()]);
  await mock.close();
  await expect(fetch(`${mock.url}/nowhere`)).rejects.toThrow();
  await expect(start({ port: mock.port })).resolves.toMatchObject({ port: mock.port });
});

test('close ends a kept-alive connection that is idle', async () => {
  const mock = await startMock();
  const socket = connect(mock.port, '127.0.0.1');
  socket.write('GET /nowhere HTTP/1.1\r\nHost: mock.test\r\nConnection: keep-alive\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket, 'close');
  await mock.close();
  await closed;
});

test('close ends a connection that is in the middle of its request', async () => {
  const mock = await startMock();
  const socket = connect(mock.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /nowhere HTTP/1.1\r\nHost: mock.test\r\nExpect: 100-continue\r\nContent-Length: 99\r\n\r\n',
  );
  await once(socket, 'data');
  const closed = once(socket, 'close');
  await mock.close();
  await closed;
});

test('after close nothing keeps the process alive', async () => {
  const script = `
    import { startMock } from '@enterprise-communications/mock';
    const mock = await startMock();
    await (await fetch(mock.url + '${operation('getMessage').path}', { headers: ${JSON.stringify(TOKEN)} })).text();
    await mock.close();
    console.log('closed');`;
  // Rejects when the process has to be killed.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { cwd: import.meta.dirname, timeout: 20_000 },
  );
  expect([stdout, stderr]).toEqual(['closed\n', '']);
});

test('a port in use is refused, by number', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect((await refusal({ port })).message).toMatch(`port ${port} on 127.0.0.1 is already in use`);
});

test.each([
  ['203.0.113.7', 'host 203.0.113.7 is not an address of this machine'],
  // Not a name at all, so that nobody is asked for it.
  ['a..b', 'host a..b is not known'],
])('host %s is refused', async (host, message) => {
  expect((await refusal({ host })).message).toBe(message);
});

test.each([-1, 65_536, 1.5, Number.NaN])('port %s is refused', async (port) => {
  expect((await refusal({ port })).message).toMatch(`${port} is not a port`);
});

test('a missing file is refused', async () => {
  expect((await refusal({ spec: 'gone.json' })).message).toBe('gone.json: cannot be read (no such file)');
});

test('a folder is refused', async () => {
  expect((await refusal({ spec: import.meta.dirname })).message).toMatch(
    /: cannot be read \(it is a folder\)$/,
  );
});

test.each(UNUSABLE)('a description with %s is refused', async (_, name, content, complaint) => {
  const file = temporaryFile(name, content);
  expect((await refusal({ spec: file })).message).toContain(`${file}${complaint}`);
});
