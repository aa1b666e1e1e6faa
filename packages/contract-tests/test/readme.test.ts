import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCopy } from '../src/fresh-copy.ts';
import { judge } from '../src/oracle.ts';
import { workspace } from '../src/workspace.ts';

const { packageManager } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'));
const readme = readFileSync(join(workspace, 'README.md'), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code ?? '');
const [startCommand = '', curl = ''] = blocks('sh');
const [typescript = ''] = blocks('ts');
const sandboxInReadme = 'http://127.0.0.1:4020';
const anyPorts = ['--site-port', '--mock-port', '--sandbox-port'].flatMap((flag) => [flag, '0']);

const full = process.env['TEST_SIZE'] === 'full';
const copy = freshCopy({ mayReuseBuilds: !full });
let running: ReturnType<typeof copy.start>;
let site: string;
let mock: string;
let sandbox: string;

// The installation and the whole build, on a machine that may be busy.
beforeAll(async () => {
  running = copy.start('npm', [...startCommand.trim().split(' ').slice(1), '--', ...anyPorts]);
  await running.says(/Ctrl-C stops all three/);
  site = (await running.says(/Reference site +(\S+)/))[1] ?? '';
  mock = (await running.says(/Mock +(\S+)/))[1] ?? '';
  sandbox = (await running.says(/Sandbox +(\S+)/))[1] ?? '';
}, 600_000);
afterAll(() => copy[Symbol.dispose](), 60_000);

test('the README fits its promise: start and first request within one screen', () => {
  expect(startCommand.trim()).toBe('npm start');
  const lines = readme.slice(0, readme.indexOf(curl) + curl.length).split('\n').length;
  expect(lines).toBeLessThanOrEqual(40);
});

test('npm start serves the reference site', async () => {
  const answer = await fetch(site);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Enterprise Communications API');
  expect((await fetch(new URL('reference/', site))).status).toBe(200);
});

test.each(['sandbox', 'mock'])(
  "the README's curl gets a 201 of the %s, whose body is a Message",
  async (server) => {
    expect(curl).toContain(sandboxInReadme);
    await expectMessage(curl.replaceAll(sandboxInReadme, server === 'mock' ? mock : sandbox));
  },
);

test('the curl that npm start prints gets a 201 whose body is a Message, and it is delivered', async () => {
  const printed = /^curl .*?(?=\n\n)/ms.exec(running.output())?.[0] ?? '';
  expect(printed).toContain(sandbox);
  const { messageId } = await expectMessage(printed);
  const [, path = ''] = /'http:\/\/[^/]+([^']+)'/.exec(printed) ?? [];
  const read = () =>
    fetch(`${sandbox}${path}/${messageId}`, { headers: { authorization: 'Bearer any-token' } });
  await expect
    .poll(async () => ((await (await read()).json()) as { status: string }).status, { timeout: 20_000 })
    .toBe('delivered');
});

test('npm start says where to look, and the Inbox is there', async () => {
  const [, inbox = ''] = /open (\S+) in a browser/.exec(running.output()) ?? [];
  expect(await (await fetch(inbox)).text()).toContain('Sandbox Inbox');
});

test("the README's TypeScript compiles, and prints what its comment says", () => {
  const program = typescript.replace(sandboxInReadme, sandbox);
  const folder = join(copy.folder, 'packages', 'contract-tests');
  const file = join(folder, 'readme-program.mts');
  writeFileSync(file, program);
  writeFileSync(
    join(folder, 'readme-program.tsconfig.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['readme-program.mts'] }),
  );
  execFileSync(
    process.execPath,
    [join(workspace, 'node_modules/typescript/bin/tsc'), '-p', 'readme-program.tsconfig.json'],
    {
      cwd: folder,
    },
  );
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(join(folder, 'readme-program.mjs'), outputText);
  const printed = execFileSync(process.execPath, ['readme-program.mjs'], { cwd: folder, encoding: 'utf8' });
  const comment = /console\.log\(.*\); \/\/ (.*)/.exec(typescript)?.[1];
  expect(printed.trim()).toBe(comment);
});

test('Ctrl-C stops all three servers, and npm start ends well', async () => {
  running.interrupt();
  await running.ended;
  for (const url of [site, mock, sandbox]) await expect(fetch(url)).rejects.toThrow();
  expect(running.output()).not.toMatch(/^\s+at .*:\d+:\d+/m);
}, 60_000);

test.each(['--site-port', '--mock-port', '--sandbox-port'])(
  'a port in use, for %s, ends npm start with one line, before anything is installed',
  async (flag) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as AddressInfo).port);
    const second = copy.start('npm', ['start', '--silent', '--', ...anyPorts, flag, port]);
    expect(await second.ended).not.toBe(0);
    taken.close();
    expect(second.output().trim()).toBe(
      `Port ${port} is in use. Choose another one with: npm start -- ${flag} N`,
    );
  },
  60_000,
);

test('an unknown flag ends npm start with one line, before anything is installed', async () => {
  const wrong = copy.start('npm', ['start', '--silent', '--', '--prot', '1']);
  expect(await wrong.ended).not.toBe(0);
  expect(wrong.output().trim()).toMatch(/^Unknown option '--prot'.*See: npm start -- --help$/);
}, 60_000);

// The site is built again for it, twice: as long as all other tests together.
test.runIf(full)(
  'pnpm dev shows a saved change of the contract in types, site, mock and sandbox (with TEST_SIZE=full)',
  async () => {
    const dev = copy.start('npx', ['--yes', packageManager, 'dev', ...anyPorts]);
    const devSite = (await dev.says(/Reference site at (\S+)/))[1] ?? '';
    const devMock = (await dev.says(/Mock of .* on (\S+)/))[1] ?? '';
    const read = {
      types: async () =>
        readFileSync(join(copy.folder, 'packages/types/dist/generated/schemas.d.ts'), 'utf8') +
        readFileSync(join(copy.folder, 'packages/types/dist/generated/openapi.d.ts'), 'utf8'),
      site: async () => (await fetch(new URL('openapi.json', devSite))).text(),
      mock: async () => {
        const path =
          '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages/d8e296bb-97c4-4495-b98f-1e32e0b11628';
        const headers = { authorization: 'Bearer any-token', prefer: 'example=message-failed' };
        return (await fetch(devMock + path, { headers })).text();
      },
      // It starts anew with each change, each time on another free port.
      sandbox: async () => {
        const url = [...dev.output().matchAll(/Sandbox of .* on (\S+)/g)].at(-1)?.[1];
        const path = '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages';
        const headers = { authorization: 'Bearer any-token', 'content-type': 'application/json' };
        const body = JSON.stringify({ to: { phoneNumber: 'nobody' }, body: 'Hello', rules: ['sms'] });
        const answer = fetch(url + path, { method: 'POST', headers, body });
        return answer.then(
          (response) => response.text(),
          () => '',
        );
      },
    };
    const reason = 'Every channel was closed for the night.';
    const edits: [string, string, string][] = [
      ['spec/examples/responses/message-failed.yaml', 'No channel accepted the message.', reason],
      [
        'spec/components/schemas/messages/Message.yaml',
        'A message that was accepted',
        `${reason} A message that was accepted`,
      ],
      [
        'spec/components/schemas/sending/PhoneNumber.yaml',
        'x-message: must be',
        `x-message: ${reason} Must be`,
      ],
    ];
    for (const [file, from, to] of edits) {
      const path = join(copy.folder, file);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    }
    await expect
      .poll(
        async () => ({
          types: (await read.types()).includes(reason),
          site: (await read.site()).includes(reason),
          mock: (await read.mock()).includes(reason),
          sandbox: (await read.sandbox()).includes(reason),
        }),
        { timeout: 300_000, interval: 500 },
      )
      .toEqual({ types: true, site: true, mock: true, sandbox: true });
    dev.interrupt();
    await dev.ended;
    await expect(fetch(devMock)).rejects.toThrow();
  },
  600_000,
);

async function expectMessage(command: string): Promise<{ messageId: string }> {
  const output = execFileSync('bash', ['-c', command], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [head = '', body = ''] = output.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 201 /);
  const message = JSON.parse(body);
  expect(await judge('/components/schemas/Message', message)).toMatchObject({ valid: true });
  return message;
}
