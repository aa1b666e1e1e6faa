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

/** This Node, and those that the runtime tests bring, by the folder of their binary; undefined when it is not there. */
const nodes: Record<string, string | undefined> = {
  [`Node ${process.versions.node}`]: dirname(process.execPath),
  'Node 22': brought('node-22'),
  'Node 24': brought('node-24'),
};

function brought(name: string): string | undefined {
  const bin = join(packageFolder, '../runtime-tests/runtimes/node_modules', name, 'bin');
  return existsSync(join(bin, 'node')) ? bin : undefined;
}

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

  for (const [name, bin] of Object.entries(nodes)) {
    const title = `runs by npx on ${name}`;
    if (bin === undefined) {
      test.skip(`${title} (not on this machine; for Linux on x64: pnpm --filter runtime-tests bring)`, () => {});
      continue;
    }
    test(title, async () => {
      const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
      const version = execFileSync('node', ['--version'], { env, encoding: 'utf8' });
      expect(`Node ${version.slice(1)}`).toContain(name);
      const data = join(folder, `data-of-${name}`);
      const args = ['--offline', 'enterprise-communications-sandbox', '--port', '0', '--data', data];
      const child = spawn('npx', args, { cwd: folder, env, detached: true });
      onTestFinished(() => {
        if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL');
      });
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
      const [url = ''] = /http:\S+/.exec(line) ?? [];
      expect(await send({ url })).toMatch(/^[0-9a-f-]{36}$/);
      expect(await (await fetch(url)).text()).toContain('Sandbox Inbox');
      expect((await fetch(`${url}/inbox.js`)).status).toBe(200);
      expect(existsSync(join(data, 'sandbox.json'))).toBe(true);
      process.kill(-(child.pid as number), 'SIGTERM');
      await once(child, 'exit');
    });
  }

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
