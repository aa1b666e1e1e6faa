import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startMock } from '@enterprise-communications/mock';
import { type Sandbox, startSandbox } from '@enterprise-communications/sandbox';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkLive } from '../src/live/command.ts';
import { operation } from '../src/operations.ts';

const token = 'a-token-that-nobody-may-see';
const numbers = ['447700900001', '447700900002'];
const environment = (baseUrl: string) => ({
  CONTRACT_BASE_URL: baseUrl,
  CONTRACT_TOKEN: token,
  CONTRACT_API_SPACE: String(operation('sendMessage').parameters[0]?.example),
  CONTRACT_PHONE_NUMBERS: numbers.join(),
});

let sandbox: Sandbox;
beforeAll(async () => {
  // Everything becomes of a message at once.
  sandbox = await startSandbox({ clock: 'real', pace: 0 });
});
afterAll(() => sandbox.close());

/** The command in this process. */
async function check(baseUrl: string, flags: string[] = [], more: NodeJS.ProcessEnv = {}) {
  const lines: string[] = [];
  const say = (line: string) => lines.push(...line.split('\n'));
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(say),
    vi.spyOn(console, 'error').mockImplementation(say),
  ];
  const code = await checkLive(flags, { ...environment(baseUrl), ...more });
  for (const spy of spies) spy.mockRestore();
  return { code, lines };
}

describe('nothing differs', () => {
  test('at the mock, which is only read', async () => {
    const mock = await startMock();
    onTestFinished(() => mock.close());
    const { code, lines } = await check(mock.url, [], {
      CONTRACT_MESSAGE_ID: 'd8e296bb-97c4-4495-b98f-1e32e0b11628',
    });
    expect(lines.filter((line) => line.startsWith('DIFFERS'))).toEqual([]);
    expect([code, lines.at(-1)]).toEqual([0, '7 checks, 0 differences']);
  });

  test('at the sandbox, which is only read, and has nothing afterwards', async () => {
    const before = (await sandbox.messages()).messages.length;
    expect((await check(sandbox.url)).code).toBe(0);
    expect((await sandbox.messages()).messages).toHaveLength(before);
  });

  test('at the sandbox, which is sent to: three messages, to the numbers that were given', async () => {
    await sandbox.reset();
    const { code, lines } = await check(sandbox.url, ['--send']);
    expect(lines.filter((line) => line.startsWith('DIFFERS'))).toEqual([]);
    expect(code).toBe(0);
    expect(lines.length).toBeGreaterThan(100);
    const { messages } = await sandbox.messages();
    const recipients = await Promise.all(
      messages.map(async ({ messageId }) => (await sandbox.inspect(messageId)).message['to']),
    );
    expect(recipients.map((to) => (to as { phoneNumber: string }).phoneNumber).sort()).toEqual([
      numbers[0],
      numbers[0],
      numbers[1],
    ]);
  });
});

interface Planted {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}
type Plant = (
  asked: { method: string; isBatch: boolean; hasToken: boolean },
  answer: Planted,
) => Planted | 'break';

const secret = '447700900777';
const message = (answer: Planted) => answer.body as Record<string, unknown>;
const faults: { fault: string; send?: boolean; plant: Plant; line: string }[] = [
  {
    fault: 'a status that is not documented',
    plant: () => ({ status: 418 }),
    line: 'status 418 is not documented; expected 401',
  },
  {
    fault: 'another documented status',
    plant: ({ hasToken }, answer) => (hasToken ? answer : { status: 403 }),
    line: 'status 403; expected 401',
  },
  {
    fault: 'an error body of another form',
    plant: (_, answer) =>
      answer.status === 400 ? { ...answer, body: { validationFailures: [{ paramName: secret }] } } : answer,
    line: '400: the body: validationFailures[0]: required (message), by /components/schemas/ValidationFailure/required',
  },
  {
    fault: 'a value of another type, below a name that is private',
    plant: ({ method }, answer) =>
      method === 'GET' && answer.status === 200
        ? { ...answer, body: { ...message(answer), to: { [secret]: { [token]: 1 } } } }
        : answer,
    send: true,
    line: '200: the body: to.*: type, by /components/schemas/Recipient/additionalProperties/type',
  },
  {
    fault: 'a page in place of JSON',
    plant: (_, answer) =>
      answer.status === 400
        ? { status: 400, headers: { 'content-type': 'text/html' }, body: `<p>${secret}</p>` }
        : answer,
    line: '400: the header Content-Type is not application/json',
  },
  {
    fault: 'JSON that ends too early',
    plant: (_, answer) => (answer.status === 400 ? { ...answer, body: '{"message":' } : answer),
    line: '400: the body is not JSON',
  },
  {
    fault: 'a header that is missing',
    plant: () => ({ status: 429 }),
    line: '429: the header Retry-After is missing',
  },
  {
    fault: 'a header of another form',
    plant: () => ({ status: 503, headers: { 'retry-after': secret.replace('4', '-') } }),
    line: '503: the header Retry-After: pattern',
  },
  {
    fault: 'a broken connection',
    plant: ({ hasToken }) => (hasToken ? 'break' : { status: 401 }),
    line: 'no answer: UND_ERR_SOCKET',
  },
  {
    fault: 'a bad request that is accepted',
    send: true,
    plant: ({ method, isBatch }, answer) =>
      method === 'POST' && !isBatch && answer.status === 400 ? { ...answer, status: 201 } : answer,
    line: 'status 201; expected 400',
  },
  {
    fault: 'an accepted message without its id',
    send: true,
    plant: (_, answer) => {
      const { messageId, ...rest } = message(answer) ?? {};
      return answer.status === 201 ? { ...answer, body: rest } : answer;
    },
    line: '201: the body: (all): required (messageId), by /components/schemas/Message/required',
  },
  {
    fault: 'a batch with an index twice',
    send: true,
    plant: ({ isBatch }, answer) =>
      isBatch && answer.status === 202
        ? { ...answer, body: (answer.body as object[]).map((item) => ({ ...item, index: 0 })) }
        : answer,
    line: '202: the body: not one entry for each index of two messages',
  },
  {
    fault: 'another message than was asked for',
    send: true,
    plant: ({ method }, answer) =>
      method === 'GET' && answer.status === 200
        ? { ...answer, body: { ...message(answer), messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628' } }
        : answer,
    line: '200: the body: another message than was asked for',
  },
];

describe('a planted difference is named, without a value:', () => {
  test.each(faults)('$fault', async ({ plant, line, send }) => {
    const { code, lines } = await check(await between(plant), send ? ['--send'] : []);
    expect(lines.map((one) => one.trim())).toContain(line);
    expect(code).toBe(1);
    const text = lines.join('\n');
    for (const hidden of [token, secret, ...numbers]) expect(text).not.toContain(hidden);
  });
});

describe('what cannot be checked is one line:', () => {
  test.each([
    ['no address', [], { CONTRACT_BASE_URL: '' }, /^CONTRACT_BASE_URL is not set; it is .*$/],
    [
      'an address that is none',
      [],
      { CONTRACT_BASE_URL: 'api.test' },
      /^CONTRACT_BASE_URL has to begin with/,
    ],
    ['no token', [], { CONTRACT_TOKEN: '' }, /^CONTRACT_TOKEN is not set; it is .*$/],
    ['nobody to send to', ['--send'], { CONTRACT_PHONE_NUMBERS: '' }, /^CONTRACT_PHONE_NUMBERS is not set/],
    ['a number that is none', ['--send'], { CONTRACT_PHONE_NUMBERS: 'x' }, /^CONTRACT_PHONE_NUMBERS takes/],
    ['an unknown flag', ['--write'], {}, /^Unknown option '--write'\. See: pnpm check:live --help$/],
    [
      'nobody there',
      [],
      { CONTRACT_BASE_URL: 'http://127.0.0.1:1' },
      /^CONTRACT_BASE_URL gives no answer: .*$/,
    ],
  ])('%s', async (_, flags, more, line) => {
    const { code, lines } = await check(sandbox.url, flags, more);
    expect(code).toBe(2);
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
});

describe('the command', () => {
  const run = (flags: string[], env: NodeJS.ProcessEnv) =>
    new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
      const script = fileURLToPath(new URL('../scripts/check-live.mjs', import.meta.url));
      const child = spawn(process.execPath, [script, ...flags], {
        env: { PATH: process.env['PATH'], ...env },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (text) => (stdout += text));
      child.stderr.on('data', (text) => (stderr += text));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  test('checks, and its exit code says that nothing differs', async () => {
    const { code, stdout, stderr } = await run([], environment(sandbox.url));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Contract .* only reading\n(same .*\n)+\n6 checks, 0 differences\n$/);
  });

  test('ends with 2 and one line when it cannot check', async () => {
    const { code, stdout, stderr } = await run([], { ...environment(sandbox.url), CONTRACT_TOKEN: '' });
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'CONTRACT_TOKEN is not set; it is an access token. See: pnpm check:live --help\n',
    });
  });

  test('--help shows each flag and each variable with an example', async () => {
    const { code, stdout } = await run(['--help'], {});
    expect(code).toBe(0);
    for (const name of ['BASE_URL', 'TOKEN', 'API_SPACE', 'MESSAGE_ID', 'PHONE_NUMBERS'])
      expect(stdout).toContain(`CONTRACT_${name}=`);
    for (const flag of ['--send', '--help']) expect(stdout).toContain(`pnpm check:live ${flag}`);
  });
});

/** A server between the check and the sandbox, which plants a fault. @returns its address */
async function between(plant: Plant): Promise<string> {
  const server = createServer((request, response) => void pass(plant, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function pass(plant: Plant, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let sent = '';
  for await (const chunk of request.setEncoding('utf8')) sent += chunk;
  const { method = '', url = '', headers } = request;
  const answered = await fetch(sandbox.url + url, {
    method,
    headers: {
      ...(headers.authorization !== undefined && { authorization: headers.authorization }),
      ...(sent && { 'content-type': 'application/json' }),
    },
    ...(sent && { body: sent }),
  });
  const text = await answered.text();
  const planted = plant(
    { method, isBatch: url.endsWith('/batch'), hasToken: headers.authorization !== undefined },
    {
      status: answered.status,
      ...(text && { headers: { 'content-type': 'application/json' }, body: JSON.parse(text) }),
    },
  );
  if (planted === 'break') return void response.destroy();
  const { status = 200, body } = planted;
  response.writeHead(status, planted.headers);
  response.end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
}
