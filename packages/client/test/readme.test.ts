import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { messageId, messageWith } from './example.ts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** What the snippets take for granted. */
const prelude = `
declare const rows: AsyncIterable<{ name: string; phone: string }>;
declare const store: (row: { name: string }, messageId: string) => Promise<void>;
declare const tokens: { get(options: { fresh: boolean }): Promise<string> };
`;

/** All snippets as one module: later ones use the client of the first. Imports that are repeated are joined. */
function program() {
  const code = snippets.join('\n');
  const imports = [...new Set(code.match(/^import .*$/gm))];
  return `${imports.join('\n')}\n${code.replace(/^import .*$/gm, '')}`;
}

let folder: string;
beforeAll(() => {
  // Inside of the package, so that its name and its dependencies are found as a user's would be.
  mkdirSync(`${packageFolder}/test-results`, { recursive: true });
  folder = mkdtempSync(`${packageFolder}/test-results/readme-`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there are snippets', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(8);
});

test('every snippet compiles', { timeout: 60_000 }, () => {
  writeFileSync(
    `${folder}/readme.ts`,
    program().replace(/^(import .*\n)+/, (imports) => imports + prelude),
  );
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { types: ['node'], noUnusedLocals: false, noPropertyAccessFromIndexSignature: false },
      include: ['readme.ts'],
    }),
  );
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });

  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('every snippet runs', { timeout: 60_000 }, async () => {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(`${request.method} ${request.url}`);
    const [status, answer] = request.url?.endsWith('/batch')
      ? [202, JSON.parse(body).map((_: unknown, index: number) => ({ index, messageId }))]
      : request.method === 'POST'
        ? [201, messageWith('processing')]
        : [200, messageWith('read')];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stored: unknown[] = [];
  const logged: unknown[][] = [];
  Object.assign(globalThis, {
    testing: {
      // The only change to the snippets: they speak to this server.
      createClient: (options: Parameters<typeof createClient>[0]) => createClient({ ...options, baseUrl }),
      rows: [
        { name: 'first', phone: '447700900123' },
        { name: 'second', phone: '447700900124' },
      ],
      store: async (...row: unknown[]) => stored.push(row),
      tokens: { get: async () => 'secret' },
      console: {
        log: (...line: unknown[]) => logged.push(line),
        error: (...line: unknown[]) => logged.push(line),
      },
    },
  });
  process.env['ACCESS_TOKEN'] = 'secret';
  const ts = (await import('typescript')).default;
  const { outputText } = ts.transpileModule(program(), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const client = new URL('../src/index.ts', import.meta.url).href;
  const undici = new URL('../src/undici.ts', import.meta.url).href;
  const code = outputText
    .replace(/import \{ createClient \} from .*\n/, '')
    .replaceAll(`'@enterprise-communications/client/undici'`, `'${undici}'`)
    .replaceAll(`'@enterprise-communications/client'`, `'${client}'`)
    .replace(
      /^((?:import .*\n)*)/,
      '$1const { createClient, rows, store, tokens, console } = globalThis.testing;\n',
    );
  writeFileSync(`${folder}/readme.mjs`, code);

  try {
    await import(/* @vite-ignore */ pathToFileURL(`${folder}/readme.mjs`).href);
  } finally {
    server.close();
    server.closeAllConnections();
  }

  expect(stored).toEqual([
    [{ name: 'first', phone: '447700900123' }, messageId],
    [{ name: 'second', phone: '447700900124' }, messageId],
  ]);
  expect(logged).toContainEqual([messageId, 'processing']);
  expect(logged).toContainEqual(['UCS-2', 1, ['’']]);
  expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(3);
  expect(requests.filter((line) => line.startsWith('GET'))).toHaveLength(5);
});
