import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { installTarballs } from '../src/installed-tarballs.ts';
import { published } from '../src/packed.ts';

// The release, all but the upload: what was packed, installed by each installer in an empty folder, and used.

const isLong = process.env['TEST_SIZE'] === 'full';
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const nodeTypes = fileURLToPath(new URL('../node_modules/@types', import.meta.url));
const scope = '@enterprise-communications';

describe.each(['npm', 'pnpm'] as const)('installed by %s', (installer) => {
  // One installer is enough for every day; what npm installs is run by the other tests.
  const isLeftOut = installer === 'npm' && !isLong;
  let folder: string;

  beforeAll(() => {
    if (isLeftOut) return;
    folder = mkdtempSync(join(tmpdir(), `release-${installer}-`));
    installTarballs(installer, inject('packed'), folder);
  });
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  describe.skipIf(isLeftOut)('(by npm with TEST_SIZE=full)', () => {
    test('every entry of every package can be imported', () => {
      const entries = published.flatMap((name) => {
        const { exports } = manifestOf(name);
        return Object.keys(exports).map((path) => `${scope}/${name}${path.slice(1)}`);
      });
      expect(entries.length).toBeGreaterThan(published.length);
      // Each one by itself: fastify's adapter and the undici transport need what the user has installed.
      const program = `
        import { createRequire } from 'node:module';
        const require = createRequire(process.cwd() + '/');
        for (const entry of ${JSON.stringify(entries)}) {
          if (entry.endsWith('.json')) require(entry);
          else await import(entry);
        }
        console.log('imported');`;
      expect(node('--input-type=module', '--eval', program)).toBe('imported\n');
    });

    test('a user’s program type-checks, sends, and receives its webhook', () => {
      cpSync(new URL('../release/user.ts', import.meta.url), join(folder, 'user.ts'));
      // The libraries themselves are checked by the tests of a consumer's types.
      const options = { module: 'nodenext', target: 'es2022', strict: true, skipLibCheck: true };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: { ...options, types: ['node'], typeRoots: [nodeTypes] },
          files: ['user.ts'],
        }),
      );
      const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([0, '']);
      expect(node('user.js')).toBe('delivered\n');
    });

    test.each([
      ['mock', []],
      ['sandbox', ['--ephemeral']],
    ] as const)('the command of the %s starts, refuses malformed JSON, and stops', async (name, flags) => {
      const command = join(folder, 'node_modules', '.bin', `enterprise-communications-${name}`);
      const child = spawn(command, ['--port', '0', ...flags], { cwd: folder });
      onTestFinished(() => void child.kill('SIGKILL'));
      const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
      const [url = ''] = /http:\/\/[^\s/]+/.exec(line) ?? [];
      const answer = await fetch(`${url}/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages`, {
        method: 'POST',
        headers: { authorization: 'Bearer any-token', 'content-type': 'application/json' },
        body: '{"to":',
        // A server that waits for the rest of the body would wait for ever.
        signal: AbortSignal.timeout(60_000),
      });
      expect(answer.status).toBe(400);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
    });

    test.each(published)('%s says what it is, what it needs, and where it comes from', (name) => {
      const manifest = manifestOf(name);
      expect(manifest).toMatchObject({
        name: `${scope}/${name}`,
        license: 'MIT',
        type: 'module',
        engines: { node: '>=20.19.0' },
        publishConfig: { access: 'public', provenance: true },
        repository: { type: 'git', directory: `packages/${name}` },
      });
      expect(manifest.repository.url).toMatch(/^git\+https:\/\/.+\.git$/);
      expect(manifest.private).toBeUndefined();
      expect(manifest.description).toMatch(/\.$/);
      expect(manifest.keywords.length).toBeGreaterThan(3);
      const files = readdirSync(join(folder, 'node_modules', scope, name));
      expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'dist']));
      for (const entry of Object.values<string | { types: string; default: string }>(manifest.exports)) {
        for (const file of typeof entry === 'string' ? [entry] : [entry.types, entry.default]) {
          expect(existsSync(join(folder, 'node_modules', scope, name, file)), file).toBe(true);
        }
      }
    });
  });

  function manifestOf(name: string) {
    return JSON.parse(readFileSync(join(folder, 'node_modules', scope, name, 'package.json'), 'utf8'));
  }

  function node(...args: string[]): string {
    return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  }
});
