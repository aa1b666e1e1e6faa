import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bundleFile, operation, TOKEN, validRequest } from './api.ts';
import { greeting, temporaryFile, UNUSABLE } from './descriptions.ts';

const COMMAND = fileURLToPath(new URL('../bin/enterprise-communications-mock.js', import.meta.url));
const SILENT = { stdout: '', stderr: '' };

interface Running {
  process: ChildProcess;
  url: string;
  /** Everything printed so far. */
  output: typeof SILENT;
}

/** Starts the command; resolves when it has printed its first line. */
async function start(...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [COMMAND, '--port', '0', ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { ...SILENT };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  await vi.waitUntil(() => output.stdout.includes('\n') || child.exitCode !== null, { timeout: 20_000 });
  expect(output.stderr).toBe('');
  const [url = ''] = /http:\S+/.exec(output.stdout) ?? [];
  return { process: child, url, output };
}

/** Runs the command to its end. */
function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { timeout: 20_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}

/** What the command says when it refuses to start: one line, and nothing on stdout. */
async function complaint(code: number, ...args: string[]): Promise<string> {
  const result = await run(...args);
  expect(result).toMatchObject({ code, stdout: '' });
  expect(result.stderr).toMatch(/^enterprise-communications-mock: [^\n]+\n$/);
  return result.stderr;
}

test('prints one line with its address when it is ready, and answers', async () => {
  const { info } = JSON.parse(readFileSync(bundleFile, 'utf8'));
  const { url, output } = await start();
  expect(output.stdout).toBe(`Mock of the ${info.title} ${info.version} on ${url}\n`);
  const send = operation('sendMessage');
  expect((await fetch(url + send.path, validRequest(send))).status).toBe(201);
  expect(output).toEqual({ stdout: expect.stringMatching(/^[^\n]+\n$/), stderr: '' });
});

test('--port and --host choose the address', async () => {
  const taken = await freePort();
  const { url } = await start('--port', String(taken), '--host', '0.0.0.0');
  expect(url).toBe(`http://0.0.0.0:${taken}`);
  expect((await fetch(`http://127.0.0.1:${taken}/nowhere`)).status).toBe(404);
});

test('--spec serves another description', async () => {
  const { url, output } = await start('--spec', temporaryFile('greeting.json', greeting('hello')));
  expect(output.stdout).toBe(`Mock of the Greeting API 9.9.9 on ${url}\n`);
  expect(await (await fetch(`${url}/greeting`)).json()).toBe('hello');
});

test('--dynamic --seed invents the same data at each start', async () => {
  const batch = operation('sendMessageBatch');
  const ask = async () => {
    const { url } = await start('--dynamic', '--seed', '42');
    return (await fetch(url + batch.path, validRequest(batch))).text();
  };
  const invented = await ask();
  expect(JSON.parse(invented)).not.toEqual(batch.responses[0]?.examples[0]?.value);
  expect(await ask()).toBe(invented);
});

test('--help shows an example of each flag', async () => {
  const { code, stdout, stderr } = await run('--help');
  expect([code, stderr]).toEqual([0, '']);
  for (const flag of ['port', 'host', 'spec', 'dynamic', 'seed', 'watch', 'verbose', 'help', 'version']) {
    expect(stdout).toMatch(new RegExp(`^ +enterprise-communications-mock .*--${flag}`, 'm'));
  }
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await run('--version')).toEqual({
    code: 0,
    stdout: `enterprise-communications-mock ${version}\n`,
    stderr: '',
  });
});

describe('refuses with one line', () => {
  test.each([
    [['--prot', '4010'], "unknown option '--prot'"],
    [['serve'], 'unexpected argument "serve"'],
    [['--port'], "option '--port <value>' argument missing"],
    [['--port', 'http'], '--port takes a whole number from 0 to 65535, not "http"'],
    [['--port', '65536'], '--port takes a whole number from 0 to 65535, not "65536"'],
    [['--port=-1'], '--port takes a whole number from 0 to 65535, not "-1"'],
    [['--port', ''], '--port takes a whole number from 0 to 65535, not ""'],
    [['--seed', '1.5'], '--seed takes a whole number'],
    [['--watch=yes'], "option '--watch' does not take an argument"],
    [['--host', ''], '--host takes an address'],
    [['--spec', ''], '--spec takes a file'],
  ])('the flags %j', async (args, expected) => {
    const line = await complaint(2, ...args);
    expect(line).toContain(expected);
    expect(line).toContain('see enterprise-communications-mock --help');
  });

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await complaint(1, '--port', String(port))).toContain(
      `port ${port} on 127.0.0.1 is already in use`,
    );
  });

  test('a missing file', async () => {
    expect(await complaint(1, '--spec', 'gone.json')).toContain('gone.json: cannot be read (no such file)');
  });

  // The others are refused by the same code: start-mock.test.ts.
  const some = ['broken JSON', 'broken YAML', 'a $ref to nothing in JSON', 'a $ref to nothing in YAML'];
  test.each(UNUSABLE.filter(([what]) => some.includes(what)))(
    'a description with %s',
    async (_, name, content, expected) => {
      const file = temporaryFile(name, content);
      expect(await complaint(1, '--port', '0', '--spec', file)).toContain(`${file}${expected}`);
    },
  );
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('stops it cleanly, open connections and all', async () => {
    const { process: child, url, output } = await start();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET /nowhere HTTP/1.1\r\nHost: mock.test\r\nConnection: keep-alive\r\n\r\n');
    await once(socket, 'data');
    const closed = once(socket, 'close');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await closed;
    expect(output.stderr).toBe('');
  });
});

describe('--verbose', () => {
  const SECRETS = ['secret-token', 'secret-query', 'secret-body', '447700900123'];

  async function sendSecrets(url: string) {
    const send = operation('sendMessage');
    const headers = { ...TOKEN, authorization: 'Bearer secret-token', 'content-type': 'application/json' };
    const post = (body: string) =>
      fetch(`${url}${send.path}?secret-query=secret-query`, { method: 'POST', headers, body });
    const message = { to: { phoneNumber: '447700900123' }, body: 'secret-body', rules: ['sms'] };
    const answers = [
      await post(JSON.stringify(message)),
      await post(JSON.stringify({ ...message, 'secret-body': 1 })),
      await post('{"secret-body": "447700900123"'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 400, 400]);
    return send.path;
  }

  test('logs method, path, status and time of each request, and nothing private', async () => {
    const { url, output } = await start('--verbose');
    const path = await sendSecrets(url);
    await vi.waitUntil(() => output.stderr.split('\n').length > 3);
    const [first, ...others] = output.stderr.trimEnd().split('\n');
    expect(first).toMatch(new RegExp(`^POST ${path} 201 \\d+ ms$`));
    expect(others).toEqual([
      expect.stringMatching(/^POST \S+ 400 \d+ ms$/),
      expect.stringMatching(/^POST \S+ 400 \d+ ms$/),
    ]);
    for (const secret of SECRETS) expect(output.stdout + output.stderr).not.toContain(secret);
  });

  test('without it nothing is logged', async () => {
    const { url, output } = await start();
    await sendSecrets(url);
    expect(output).toEqual({ stdout: expect.stringMatching(/^[^\n]+\n$/), stderr: '' });
  });
});

describe('--watch', () => {
  async function watching() {
    const file = temporaryFile('greeting.json', greeting('one'));
    const running = await start('--watch', '--spec', file);
    const read = async () => (await fetch(`${running.url}/greeting`)).json();
    const lines = () => running.output.stderr.split('\n').slice(0, -1);
    expect(await read()).toBe('one');
    return { file, read, lines };
  }

  test('serves a changed file on the same port, and never stops answering', async () => {
    const { file, read, lines } = await watching();
    const seen = new Set<unknown>();
    writeFileSync(file, JSON.stringify(greeting('two')));
    await vi.waitUntil(async () => seen.add(await read()).has('two'), { timeout: 10_000, interval: 5 });
    expect([...seen]).toEqual(['one', 'two']);
    expect(lines()).toEqual([`${file}: changed, now served`]);
  });

  test('serves a file that is replaced, as editors and bundlers do', async () => {
    const { file, read } = await watching();
    const next = temporaryFile('next.json', greeting('two'));
    renameSync(next, file);
    await vi.waitUntil(async () => (await read()) === 'two', { timeout: 10_000 });
  });

  test('keeps the old description while the new one cannot be used, says why, and takes the mended one', async () => {
    const { file, read, lines } = await watching();
    writeFileSync(file, '{\n  "openapi": "3.1.1",\n');
    await vi.waitUntil(() => lines().length === 1, { timeout: 10_000 });
    expect(lines()[0]).toMatch(`${file}:3: is not JSON or YAML: `);
    expect(lines()[0]).toMatch(/; still serving what was there before$/);
    expect(await read()).toBe('one');
    rmSync(file);
    await vi.waitUntil(() => lines().length === 2, { timeout: 10_000 });
    expect(lines()[1]).toContain(`${file}: cannot be read (no such file)`);
    expect(await read()).toBe('one');
    writeFileSync(file, JSON.stringify(greeting('two')));
    await vi.waitUntil(async () => (await read()) === 'two', { timeout: 10_000 });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
