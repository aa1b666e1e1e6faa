import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { contract } from '../src/generated/contract.ts';
import { receiverForTest, SECRET } from './receiver.ts';
import { call, get, send } from './sandbox.ts';

const COMMAND = fileURLToPath(new URL('../bin/enterprise-communications-sandbox.js', import.meta.url));
const TOKEN = 'a-control-token-for-tests';

interface Running {
  process: ChildProcess;
  url: string;
  output: { stdout: string; stderr: string };
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sandbox-command-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts the command; resolves when it has printed its first line. */
async function start(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Running> {
  const child = spawn(process.execPath, [COMMAND, '--port', '0', ...args], {
    cwd: folder(),
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  await vi.waitUntil(() => output.stdout.includes('\n') || child.exitCode !== null, { timeout: 20_000 });
  expect(output.stderr).toBe('');
  const [url = ''] = /http:\S+/.exec(output.stdout) ?? [];
  return { process: child, url: url.replace('0.0.0.0', '127.0.0.1'), output };
}

/** What the command says when it refuses to start: one line, and nothing on stdout. */
function complaint(code: number, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const options = { timeout: 20_000, cwd: folder(), env: { ...process.env, ...environment } };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      expect([error?.code, stdout]).toEqual([code, '']);
      expect(stderr).toMatch(/^enterprise-communications-sandbox: [^\n]+\n$/);
      resolve(stderr);
    });
  });
}

test('prints one line with its address when it is ready, and posts signed events', async () => {
  const receiver = await receiverForTest();
  const { url, output } = await start(['--ephemeral', '--webhook', receiver.url, '--webhook-secret', SECRET]);
  expect(output.stdout).toBe(`Sandbox of the ${contract.title} ${contract.version} on ${url}\n`);
  await send({ url });
  await vi.waitUntil(() => receiver.events().length === 2, { timeout: 10_000 });
  expect(receiver.faults).toEqual([]);
  expect(output).toEqual({ stdout: expect.stringMatching(/^[^\n]+\n$/), stderr: '' });
});

test('keeps everything in its folder, and goes on after a SIGKILL', async () => {
  const data = join(folder(), 'a/b');
  const first = await start(['--data', data]);
  const id = await send(first);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  const second = await start(['--data', data]);
  await vi.waitUntil(async () => (await get(second, id)).body.status === 'delivered', { timeout: 10_000 });
});

test('a second one on the same folder is refused while the first runs', async () => {
  const data = folder();
  await start(['--data', data]);
  expect(await complaint(1, ['--port', '0', '--data', data])).toMatch(/is in use by process \d+/);
});

test('--help shows an example of each flag', async () => {
  const child = spawn(process.execPath, [COMMAND, '--help']);
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text) => chunks.push(text));
  await once(child, 'close');
  const flags =
    'port host data ephemeral webhook webhook-secret subscriptions clock seed pace keep keep-for public verbose help version';
  for (const flag of flags.split(' ')) {
    expect(chunks.join('')).toMatch(
      new RegExp(`^ +(SANDBOX_\\S+ )?enterprise-communications-sandbox .*--${flag}`, 'm'),
    );
  }
});

test('--subscriptions reads webhooks from a file', async () => {
  const receiver = await receiverForTest();
  const file = join(folder(), 'webhooks.json');
  writeFileSync(file, JSON.stringify([{ url: receiver.url, secret: SECRET, events: ['message.delivered'] }]));
  const { url } = await start(['--ephemeral', '--pace', '0', '--subscriptions', file]);
  await send({ url });
  await vi.waitUntil(() => receiver.events().length === 1, { timeout: 10_000 });
  expect(receiver.events()[0]?.name).toBe('message.delivered');
});

describe('refuses with one line', () => {
  test.each([
    [['--prot', '1'], "unknown option '--prot'"],
    [['serve'], 'unexpected argument "serve"'],
    [['--port', '65536'], '--port takes a whole number from 0 to 65535'],
    [['--ephemeral', '--data', 'x'], 'give --data or --ephemeral, not both'],
    [['--clock', 'atomic'], '--clock takes real or manual'],
    [['--pace', '-1'], "option '--pace' argument is ambiguous"],
    [['--pace', 'slow'], '--pace takes a number'],
    [['--keep', '0'], '--keep takes a whole number from 1'],
    [['--keep-for', 'ever'], '--keep-for takes a duration'],
    [['--webhook', 'nonsense', '--webhook-secret', 'x'], '--webhook takes a URL'],
    [['--webhook', 'http://127.0.0.1:1'], '--webhook needs --webhook-secret'],
    [['--webhook-secret', 'x'], '--webhook-secret needs --webhook'],
    [['--public'], '--public needs a token of at least 16 characters in SANDBOX_CONTROL_TOKEN'],
    [['--data', ''], '--data must not be empty'],
  ])('the flags %j', async (args, expected) => {
    const line = await complaint(2, args);
    expect(line).toContain(expected);
    expect(line).toContain('see enterprise-communications-sandbox --help');
  });

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const line = await complaint(1, ['--ephemeral', '--port', String(port)]);
    expect(line).toContain(`port ${port} on 127.0.0.1 is already in use`);
  });

  test('a foreign folder, and leaves it alone', async () => {
    const data = folder();
    writeFileSync(join(data, 'thesis.txt'), 'years of work');
    expect(await complaint(1, ['--port', '0', '--data', data])).toContain(
      "holds files that are not the sandbox's",
    );
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });

  test.each([
    ['gone.json', undefined, 'cannot be read (no such file)'],
    ['broken.json', '[\n{"url": my-secret }]', 'is not valid JSON'],
    ['object.json', '{}', 'must be an array of webhooks'],
    ['misspelt.json', '[{"url":"http://127.0.0.1:1","secret":"s"},{"uri":"x","secret":"s"}]', '[1].'],
    [
      'event.json',
      '[{"url":"http://127.0.0.1:1","secret":"s","events":["message.snet"]}]',
      '[0].events[0] must be one of',
    ],
  ])('the subscription file %s', async (name, text, expected) => {
    const file = join(folder(), name);
    if (text !== undefined) writeFileSync(file, text);
    const line = await complaint(1, ['--ephemeral', '--port', '0', '--subscriptions', file]);
    expect(line).toContain(file);
    expect(line).toContain(expected);
    expect(line).not.toContain('my-secret');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it cleanly, open connections and all', async (signal) => {
  const data = folder();
  const { process: child, url, output } = await start(['--data', data]);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(socket, 'data');
  const closed = once(socket, 'close');
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
  await closed;
  expect(output.stderr).toBe('');
  expect(existsSync(join(data, 'lock'))).toBe(false);
});

test('--keep drops the oldest messages and says so', async () => {
  const { url, output } = await start(['--ephemeral', '--keep', '5']);
  const ids = [];
  for (let n = 0; n < 8; n++) ids.push(await send({ url }));
  expect((await get({ url }, ids[2] as string)).status).toBe(404);
  expect((await get({ url }, ids[3] as string)).status).toBe(200);
  await vi.waitUntil(() => output.stderr.includes('3 of the oldest messages were dropped'), {
    timeout: 15_000,
  });
});

describe('--public', () => {
  test('asks for the token on the control API, and not on the API', async () => {
    const running = await start(['--public', '--ephemeral'], { SANDBOX_CONTROL_TOKEN: TOKEN });
    await send(running);
    expect((await call(running, 'GET', '/_sandbox/messages')).status).toBe(401);
    expect((await call(running, 'GET', '/_sandbox/messages', { token: TOKEN })).status).toBe(200);
  });

  test.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://169.254.169.254/latest',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
  ])('refuses the webhook %s', async (url) => {
    const running = await start(['--public', '--ephemeral'], { SANDBOX_CONTROL_TOKEN: TOKEN });
    const { status, body } = await call(running, 'POST', '/_sandbox/subscriptions', {
      token: TOKEN,
      body: { url, secret: 's' },
    });
    expect([status, body.validationFailures[0].paramName]).toEqual([400, 'url']);
  });

  test('holds an API Space to a rate', async () => {
    const running = await start(['--public', '--ephemeral'], { SANDBOX_CONTROL_TOKEN: TOKEN });
    const statuses = new Set<number>();
    for (let n = 0; n < 600 && !statuses.has(429); n += 50) {
      const id = 'd8e296bb-97c4-4495-b98f-1e32e0b11628';
      const answers = await Promise.all(Array.from({ length: 50 }, () => get(running, id)));
      for (const { status } of answers) statuses.add(status);
    }
    expect(statuses).toEqual(new Set([404, 429]));
  });
});

describe('a page of another site', () => {
  test('cannot steer the sandbox', async () => {
    const { url } = await start(['--ephemeral']);
    const ask = (headers: Record<string, string>) =>
      fetch(`${url}/_sandbox/reset`, { method: 'POST', headers }).then(({ status }) => status);
    expect(await ask({ origin: 'https://evil.test' })).toBe(403);
    expect(await ask({ origin: url })).toBe(204);
    expect(await ask({})).toBe(204);
  });
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const child = spawn(process.execPath, [COMMAND, '--version']);
  const [text] = await once(child.stdout.setEncoding('utf8'), 'data');
  expect(text).toBe(`enterprise-communications-sandbox ${version}\n`);
});
