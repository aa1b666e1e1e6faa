import { execFileSync, fork } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EventStore, WebhookHandler } from '@enterprise-communications/webhooks';
import { createWebhookHandler, createWebhookReceiver } from '@enterprise-communications/webhooks';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { explain } from '../src/explain.ts';
import * as generated from '../src/generated/contract.ts';
import { exampleBodies, exampleBody, exampleEvent } from './contract.ts';
import { post } from './post.ts';
import { signed } from './sign.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
// Within the package, so that the snippets import it by its name and as it is built.
const folder = fileURLToPath(new URL('../test-results/readme/', import.meta.url));
const secret = 'the-secret-of-the-readme';
const body = exampleBody('event-message-delivered');

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, code] of snippets.entries()) writeFileSync(`${folder}snippet-${index}.ts`, code);
  const compilerOptions = {
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    types: ['node'],
    lib: ['es2023', 'dom', 'dom.iterable'],
    // The declarations of this package are checked with the snippets; those of others are not ours to mend.
    skipLibCheck: true,
    noUnusedLocals: true,
  };
  writeFileSync(`${folder}tsconfig.json`, JSON.stringify({ compilerOptions, include: ['snippet-*.ts'] }));
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(`The README does not compile:\n${(error as { stdout: string }).stdout}`);
  }
}, 60_000);
afterEach(() => vi.restoreAllMocks());

/** The one snippet with this text in it. */
function only(mark: string): number {
  const found = snippets.flatMap((code, index) => (code.includes(mark) ? index : []));
  expect(found, mark).toHaveLength(1);
  executed.add(found[0] as number);
  return found[0] as number;
}
const executed = new Set<number>();

/** Imports a snippet, and notes what it writes to the console. */
async function load(mark: string) {
  vi.stubEnv('WEBHOOK_SECRET', secret);
  const said: string[] = [];
  for (const level of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(words.join(' ')));
  const exports = await import(/* @vite-ignore */ pathToFileURL(`${folder}snippet-${only(mark)}.js`).href);
  return { exports, said };
}

const call = (handler: WebhookHandler, text: string, key = secret) =>
  handler(new Request('https://hooks.example/', { method: 'POST', body: text, headers: signed(text, key) }));

test('the first use answers, tells the types apart, and says why it refuses', async () => {
  const { exports, said } = await load("'message.delivered': (event)");
  expect((await call(exports.POST, body)).status).toBe(204);
  expect((await call(exports.POST, exampleBody('event-message-failed'))).status).toBe(204);
  const unknown = { ...exampleEvent('event-message-sent'), name: 'chat.closed', payload: {} };
  expect((await call(exports.POST, JSON.stringify(unknown))).status).toBe(204);
  expect((await call(exports.POST, body, 'another')).status).toBe(401);
  expect(said).toEqual([
    `delivered ${JSON.parse(body).payload.id}`,
    `failed ${exampleEvent('event-message-failed').payload.details.reason}`,
    'new to us chat.closed',
    explain({ ok: false, status: 401, reason: 'signature-mismatch', invalid: [] }),
  ]);
});

test('onEvent takes all events', async () => {
  const { exports, said } = await load('async onEvent({ type, event })');
  for (const [, text] of exampleBodies) expect((await call(exports.POST, text)).status).toBe(204);
  expect(said).toContain(`${exampleEvent('event-message-inbound').payload.channel} brought a reply`);
  expect(said).toContain('conversation.create is not documented');
  expect(said).toContain(`message.delivered ${JSON.parse(body).eventId}`);
});

describe('a server answers over its socket', () => {
  test.each([
    ['Hono', "from 'hono'", '/webhook'],
    ["Node's http", "from 'node:http'", '/'],
    ['Express', "from 'express'", '/webhook'],
    ['Fastify', "from 'fastify'", '/webhook'],
  ])('%s', async (_name, mark, path) => {
    const program = fork(`${folder}snippet-${only(mark)}.js`, {
      env: { ...process.env, WEBHOOK_SECRET: secret },
      execArgv: ['--import', new URL('any-port.mjs', import.meta.url).href],
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    try {
      let output = '';
      program.stdout?.on('data', (chunk) => {
        output += chunk;
      });
      const port = await new Promise((resolve, reject) => {
        program.once('message', resolve);
        program.once('exit', (code) => reject(new Error(`It ended with ${code}`)));
      });
      const url = `http://localhost:${port}${path}`;
      const headers = { 'content-type': 'application/json', ...signed(body, secret) };
      expect(await post(url, headers, body)).toBe(204);
      expect(await post(url, { ...headers, ...signed(body, 'another') }, body)).toBe(401);
      await vi.waitFor(() => expect(output).toBe('message.delivered\n'));
    } finally {
      program.kill();
    }
  });
});

test('onInvalid keeps a bad event', async () => {
  const { exports, said } = await load('onInvalid(invalid)');
  const good = exampleEvent('event-message-read');
  const text = JSON.stringify([good, { ...good, timestamp: 'yesterday' }]);
  expect((await call(exports.POST, text)).status).toBe(204);
  expect(said).toEqual(['message.read', expect.stringMatching(/^event 1: timestamp must be /)]);
});

describe('the store on Redis', () => {
  /** The three commands, on a map. */
  function redis() {
    const entries = new Map<string, string>();
    return {
      entries,
      async set(key: string, value: string, { NX }: { NX?: true }) {
        if (NX && entries.has(key)) return null;
        entries.set(key, value);
        return 'OK';
      },
      get: async (key: string) => entries.get(key) ?? null,
      del: async (key: string) => Number(entries.delete(key)),
    };
  }
  const process_ = (store: EventStore, onEvent: () => unknown) => {
    const handler = createWebhookHandler(createWebhookReceiver({ secret }), {
      store,
      onEvent,
      onError: () => {},
    });
    return async () => (await call(handler, body)).status;
  };

  test('handles an event once for two processes', async () => {
    const { exports } = await load('redisStore');
    const shared = redis();
    let finish = () => {};
    const onEvent = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const [one, other] = [0, 1].map(() => process_(exports.redisStore(shared), onEvent)) as [
      () => Promise<number>,
      () => Promise<number>,
    ];
    const first = one();
    await vi.waitFor(() => expect(onEvent).toHaveBeenCalled());
    expect(await other()).toBe(500);
    finish();
    expect(await first).toBe(204);
    expect([await one(), await other()]).toEqual([204, 204]);
    expect(onEvent).toHaveBeenCalledTimes(1);
    expect([...shared.entries.values()]).toEqual(['handled']);
  });

  test('lets one that failed be handled again', async () => {
    const exports = await import(pathToFileURL(`${folder}snippet-${only('redisStore')}.js`).href);
    const onEvent = vi.fn().mockRejectedValueOnce(new Error('Not now'));
    const deliver = process_(exports.redisStore(redis()), onEvent);
    expect([await deliver(), await deliver(), await deliver()]).toEqual([500, 204, 204]);
    expect(onEvent).toHaveBeenCalledTimes(2);
  });
});

test.each([
  ['the receiver alone', 'receiver.receive(body, headers)'],
  ['a test of a receiver', 'const post = async'],
])('%s prints what its comment says', async (_name, mark) => {
  const printed = /(^\/\/ .*\n)+$/m.exec(snippets[only(mark)] as string)?.[0].replace(/^\/\/ /gm, '');
  const { said } = await load(mark);
  expect(`${said.join('\n')}\n`).toBe(printed);
});

test('no snippet was left out', () => {
  expect([...executed].sort((a, b) => a - b)).toEqual([...snippets.keys()]);
});

test('the figures in the text are those of the contract and the code', () => {
  const receiver = createWebhookReceiver({ secret });
  expect(readme).toContain(`waits ${generated.answerWithinSeconds} seconds`);
  expect(readme).toContain(`after ${generated.answerWithinSeconds * 0.9} (\`timeout\`)`);
  expect(readme).toContain(`\`maxBodyBytes\`: ${receiver.maxBodyBytes.toLocaleString('en')}.`);
  expect(readme).toContain(`\`${generated.signatureHeader}\``);
});
