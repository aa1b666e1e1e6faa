import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { send } from './sandbox.ts';

// What a partner gets: the tarball, installed in an empty folder. It has no dependencies, so no registry is needed.

const isMissing = (tool: string) => spawnSync(tool, ['--version']).status !== 0;
const cannotPack = isMissing('pnpm') || isMissing('npm');
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-packed-'));
const installed = join(folder, 'node_modules/@enterprise-communications/sandbox');

/** This Node, and those whose folders are named in SANDBOX_TEST_NODES, for example `/opt/node22/bin:/opt/node24/bin`. */
const nodes = [dirname(process.execPath), ...(process.env['SANDBOX_TEST_NODES']?.split(':') ?? [])];

beforeAll(() => {
  if (cannotPack) return;
  execFileSync('pnpm', ['pack', '--pack-destination', folder], { cwd: packageFolder, stdio: 'pipe' });
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "partner", "private": true, "type": "module" }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', name], {
    cwd: folder,
    stdio: 'pipe',
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(cannotPack)('the tarball in an empty folder (skipped where npm or pnpm is missing)', () => {
  test('brings nothing else, and no sources or tests', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundledDependencies'];
    expect(Object.keys(manifest).filter((key) => kinds.includes(key))).toEqual([]);
    expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
  });

  test.each(nodes)('runs by npx with the Node in %s', async (bin) => {
    const path = `${bin}:${process.env['PATH']}`;
    const child = spawn(
      'npx',
      [
        '--offline',
        'enterprise-communications-sandbox',
        '--port',
        '0',
        '--data',
        `data-${nodes.indexOf(bin)}`,
      ],
      {
        cwd: folder,
        env: { ...process.env, PATH: path },
        detached: true,
      },
    );
    onTestFinished(() => {
      if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL');
    });
    const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
    const [url = ''] = /http:\S+/.exec(line) ?? [];
    expect(await send({ url })).toMatch(/^[0-9a-f-]{36}$/);
    expect(await (await fetch(url)).text()).toContain('Sandbox Inbox');
    expect((await fetch(`${url}/inbox.js`)).status).toBe(200);
    expect(existsSync(join(folder, `data-${nodes.indexOf(bin)}`, 'sandbox.json'))).toBe(true);
    process.kill(-(child.pid as number), 'SIGTERM');
    await once(child, 'exit');
  });

  test("the readme's example runs and prints what it says", () => {
    const readme = readFileSync(join(installed, 'README.md'), 'utf8');
    const [, example = '', printed] =
      /```ts[^\n]*\n(.*?console\.log\([^\n]*\/\/ ([^\n]*)\n.*?)```/s.exec(readme) ?? [];
    const args = ['--input-type=module', '--eval', example];
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toBe(`${printed}\n`);
  });

  test('its types need no other package, and refuse a misspelt option', () => {
    const project = join(folder, 'typed');
    mkdirSync(project);
    writeFileSync(
      join(project, 'use.ts'),
      `import { startSandbox, SandboxError, type Sandbox } from '@enterprise-communications/sandbox';
      const sandbox: Sandbox = await startSandbox({ seed: 1, clock: 'manual', webhook: { url: 'x', secret: 's' } });
      await sandbox.advance('24h');
      const names: ('message.sent' | string)[] = (await sandbox.events({ name: 'message.sent' })).events.map((event) => event.name);
      try { await sandbox.setFaults({ serverError: { rate: 0.1 } }); } catch (error) { if (error instanceof SandboxError) names.push(error.message); }
      // @ts-expect-error
      await sandbox.setFaults({ serverErrors: { rate: 0.1 } });
      // @ts-expect-error
      startSandbox({ prot: 4020 });\n`,
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
    expect(licences).toMatch(/preact@[\d.]+\nLicence: MIT\n/);
  });
});

test('publint finds nothing to mend', async () => {
  const { messages } = await publint({ pkgDir: packageFolder, strict: true, pack: 'npm' });
  expect(messages).toEqual([]);
});
