import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { packageFiles } from '../../../scripts/versions.mjs';
import { releasedContract, releasedVersions } from '../src/released.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const folder = `${root}spec/released`;
const [newest = ''] = releasedVersions(folder);

describe('one version for everything', () => {
  test.each(packageFiles().map((file) => file.slice(root.length)))(
    '%s has that of the newest release',
    (file) => {
      expect(readJson(root + file).version).toBe(newest);
    },
  );

  test('changesets moves all packages together', () => {
    const { fixed, privatePackages } = readJson(`${root}.changeset/config.json`);
    expect(fixed).toEqual([['@enterprise-communications/*']]);
    expect(privatePackages.version).toBe(true);
    for (const file of packageFiles().slice(1))
      expect(readJson(file).name).toMatch(/^@enterprise-communications\//);
  });

  test('CHANGELOG.md has a section for each release, the newest first', () => {
    const sections = readFileSync(`${root}CHANGELOG.md`, 'utf8').matchAll(/^## (.*)$/gm);
    expect([...sections].map(([, version]) => version)).toEqual(releasedVersions(folder));
  });
});

test.each(readdirSync(folder).filter((name) => name !== 'README.md'))(
  'released contract %s says so itself',
  (version) => {
    expect(releasedContract(folder, version)).toMatchObject({ openapi: '3.1.1', info: { version } });
  },
);
