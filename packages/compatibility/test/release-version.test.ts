import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFiles } from '../../../scripts/versions.mjs';
import { nextVersion } from '../src/semantic-version.ts';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const leftOut = new Set(['.git', '.turbo', 'node_modules', 'dist', 'generated', 'test-results']);
const schema = 'spec/components/schemas/messages/Message.yaml';

// It builds in a copy of the whole repository.
describe.skipIf(process.env['TEST_SIZE'] !== 'full')('pnpm release:version (with TEST_SIZE=full)', () => {
  let copy: string;
  const read = (file: string) => readFileSync(join(copy, file), 'utf8');
  const versions = () => packageFiles(copy).map((file) => JSON.parse(readFileSync(file, 'utf8')).version);
  const run = (script: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}`, ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
    return { status, said: stdout + stderr };
  };

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'release-version-'));
    cpSync(workspace, copy, { recursive: true, filter: (path) => !leftOut.has(basename(path)) });
    for (const manifest of packageFiles(workspace)) {
      const modules = join(dirname(manifest), 'node_modules');
      if (existsSync(modules)) symlinkSync(modules, join(copy, relative(workspace, modules)));
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('a new field and a mended client become one minor version, told and kept', () => {
    const [before = ''] = versions();
    const version = nextVersion(before, 'minor');
    expect(read(schema)).toContain('properties:\n');
    writeFileSync(
      join(copy, schema),
      read(schema).replace(
        'properties:\n',
        'properties:\n  origin:\n    description: Where from.\n    type: string\n',
      ),
    );
    const red = run('release-version.mjs');
    expect(red.status, red.said).toBe(1);
    expect(red.said).toContain('pnpm check:breaking --write');
    expect(versions()).not.toContain(version);

    expect(run('check-breaking.mjs', '--write').status).toBe(0);
    writeFileSync(
      join(copy, '.changeset/quick-hands.md'),
      '---\n"@enterprise-communications/client": patch\n---\n\n- The client waits less.\n',
    );
    const { status, said } = run('release-version.mjs');
    expect(status, said).toBe(0);

    expect(new Set(versions())).toEqual(new Set([version]));
    expect(JSON.parse(read(`spec/released/${version}/openapi.json`)).info.version).toBe(version);
    expect(JSON.parse(read(`spec/released/${version}/release.json`)).date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const [section = ''] = read('CHANGELOG.md').match(/^## .*?(?=^## )/ms) ?? [];
    expect(section).toContain(`## ${version}`);
    expect(section).toContain('`origin` is new.');
    expect(section).toContain('- The client waits less.');
    expect(existsSync(join(copy, '.changeset/contract.md'))).toBe(false);
    expect(existsSync(join(copy, '.changeset/quick-hands.md'))).toBe(false);

    const again = run('release-version.mjs');
    expect(again.status).toBe(1);
    expect(again.said).toContain('there is nothing to release');
  }, 300_000);
});
