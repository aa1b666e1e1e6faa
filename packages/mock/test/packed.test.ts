import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { operation, TOKEN, validRequest } from './api.ts';

// What a partner gets: the tarball, installed in an empty folder. It has no dependencies, so that this is the
// Prism of this workspace and no other, and no registry is needed.

const isMissing = (tool: string) => spawnSync(tool, ['--version']).status !== 0;
const cannotPack = isMissing('pnpm');
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'mock-packed-'));
let tarball: string;

beforeAll(() => {
  if (cannotPack) return;
  execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: packageFolder, stdio: 'pipe' });
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  tarball = join(folder, name);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INSTALLERS = [
  ['npm', ['install', '--offline', '--no-audit', '--no-fund']],
  ['pnpm', ['add', '--offline']],
] as const;

for (const [installer, install] of INSTALLERS) {
  describe.skipIf(cannotPack || isMissing(installer))(
    `installed by ${installer} (skipped where ${installer} or pnpm is missing)`,
    () => {
      const project = join(folder, `by-${installer}`);
      const installed = join(project, 'node_modules/@enterprise-communications/mock');

      beforeAll(() => {
        mkdirSync(project);
        writeFileSync(
          join(project, 'package.json'),
          '{ "name": "partner", "private": true, "type": "module" }',
        );
        execFileSync(installer, [...install, tarball], { cwd: project, stdio: 'pipe' });
      });

      test('brings nothing else', () => {
        const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
        const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundledDependencies'];
        expect(Object.keys(manifest).filter((key) => kinds.includes(key))).toEqual([]);
        const others = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
        expect(others).toEqual(['@enterprise-communications']);
      });

      test('the command starts, takes a message, answers malformed JSON, and stops', async () => {
        const child = spawn(join(project, 'node_modules/.bin/enterprise-communications-mock'), [
          '--port',
          '0',
        ]);
        onTestFinished(() => void child.kill('SIGKILL'));
        const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
        const { path, ...send } = operation('sendMessage');
        const url = `${/http:\S+/.exec(line)}${path}`;

        const created = await fetch(url, validRequest({ path, ...send }));
        expect(created.status).toBe(201);
        expect(await created.json()).toEqual(send.responses[0]?.examples[0]?.value);

        const malformed = await fetch(url, {
          method: 'POST',
          headers: { ...TOKEN, 'content-type': 'application/json' },
          body: '{"to":',
          // The Prism that a range would bring never answers this.
          signal: AbortSignal.timeout(2_000),
        });
        expect(malformed.status).toBe(400);

        child.kill('SIGTERM');
        expect(await once(child, 'exit')).toEqual([0, null]);
      });

      test("the readme's example runs and prints what it says", () => {
        const readme = readFileSync(join(installed, 'README.md'), 'utf8');
        const [, example = '', printed] =
          /```ts[^\n]*\n(.*?console\.log\([^\n]*\/\/ ([^\n]*)\n.*?)```/s.exec(readme) ?? [];
        const args = ['--input-type=module', '--eval', example];
        expect(execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' })).toBe(`${printed}\n`);
      });

      test('the function can be required from CommonJS', () => {
        const script = "console.log(typeof require('@enterprise-communications/mock').startMock)";
        const args = ['--no-warnings', '--input-type=commonjs', '--eval', script];
        expect(execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' })).toBe('function\n');
      });

      test('its types need no other package, and refuse a misspelt option', () => {
        const head = "import { startMock, MockError, type Mock } from '@enterprise-communications/mock';\n";
        writeFileSync(
          join(project, 'use.ts'),
          `${head}const mock: Mock = await startMock({ port: 0, host: '127.0.0.1', spec: 'x', dynamic: true, seed: 1 });
        export const error: Error = new MockError(mock.url + mock.port.toFixed());
        export const closed: Promise<void> = mock.close();
        // @ts-expect-error
        startMock({ prot: 4010 });\n`,
        );
        const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
        const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'use.ts'];
        const { status, stdout } = spawnSync(process.execPath, [tsc, ...flags], {
          cwd: project,
          encoding: 'utf8',
        });
        expect([status, stdout]).toEqual([0, '']);
      });

      test('names every bundled package with its licence', () => {
        const licences = readFileSync(join(installed, 'dist/THIRD_PARTY_LICENSES.txt'), 'utf8');
        for (const name of ['cli@5.14.2', 'core@5.8.0', 'http@5.12.0']) {
          expect(licences).toMatch(`@stoplight/prism-${name}\nLicence: Apache-2.0\n`);
        }
      });
    },
  );
}

test('publint finds nothing to mend', async () => {
  const { messages } = await publint({ pkgDir: packageFolder, strict: true, pack: 'npm' });
  expect(messages).toEqual([]);
});
