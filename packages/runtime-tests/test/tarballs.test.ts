import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { published, tarballOf } from '../src/packed.ts';

const bin = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const attw = bin('@arethetypeswrong/cli/dist/index.js');
const publint = bin('publint/src/cli.js');

describe.each(published)('the tarball of %s', (name) => {
  const tarball = () => tarballOf(name, inject('packed'));
  const run = (file: string, ...args: string[]) =>
    spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });

  test('has the right types for each way to import it (attw)', () => {
    const { stdout, status } = run(attw, '--profile', 'esm-only', '--no-color', tarball());
    expect(stdout).toContain('(ESM)');
    expect(status, stdout).toBe(0);
  });

  test('is packed as it should be (publint)', () => {
    const { stdout, status } = run(publint, tarball(), '--strict');
    expect(stdout).toContain('All good!');
    expect(status, stdout).toBe(0);
  });

  test('names no workspace, no private package, and brings its licence', () => {
    const { stdout } = spawnSync('tar', ['-xzOf', tarball(), 'package/package.json'], { encoding: 'utf8' });
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(stdout);
    for (const [dependency, version] of Object.entries({ ...dependencies, ...peerDependencies })) {
      expect(`${dependency} ${version}`).not.toMatch(/workspace:|catalog:|file:|link:|\/spec /);
    }
    expect(spawnSync('tar', ['-tzf', tarball()], { encoding: 'utf8' }).stdout).toContain('package/LICENSE');
  });
});
