import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrowsOf, filesAgainst, manifestsAgainst, packagesAgainst } from '../scripts/arrows.mjs';
import { importsOf, packagesOf } from '../scripts/import-graph.mjs';
import { pictureIn, pictureOf, withPicture } from '../scripts/picture.mjs';
import { workspace } from '../src/workspace.ts';

const page = readFileSync(join(workspace, 'ARCHITECTURE.md'), 'utf8');
const arrows = arrowsOf(page);
const steps = arrows.get('packages') ?? [];
const packages = packagesOf(workspace);
const imports = importsOf(workspace);

describe('ARCHITECTURE.md', () => {
  test('shows the imports that there are', () => {
    const picture = pictureOf(steps, imports.packages);
    expect(pictureIn(page), 'Draw it again: pnpm architecture').toBe(picture);
    expect(withPicture(page, picture)).toBe(page);
  });

  test('has every package in its arrows, and no other', () => {
    expect(steps.flat().sort()).toEqual([...packages.keys()].sort());
  });

  test('says of every package what it is', () => {
    const rows = [...page.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...packages.keys()].sort());
  });

  test('names folders that are there, and steps that are files or folders in them', () => {
    const files = new Set(imports.files.flatMap(({ file, target }) => [file, target]));
    const missing = [...arrows].flatMap(([folder, rows]) =>
      rows
        .flat()
        .filter((name) => folder !== 'packages' && name !== '*')
        .filter((name) => ![...files].some((file) => file.startsWith(`${folder}/${name}`)))
        .map((name) => `${folder}/${name}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('no import runs against the arrows', () => {
  test('from one package to another', () => {
    expect(imports.packages.length).toBeGreaterThan(20);
    expect(packagesAgainst(steps, imports.packages)).toEqual([]);
  });

  test('in what a manifest asks for', () => {
    expect(manifestsAgainst(steps, packages)).toEqual([]);
  });

  test('inside a package, nor into the files of another', () => {
    expect(imports.files.length).toBeGreaterThan(200);
    expect(filesAgainst(arrows, imports.files)).toEqual([]);
  });
});

describe('an import that does is named, with its file', () => {
  const rows = arrowsOf(
    'packages: spec → types → client, mock → tests\npackages/client/src: generated → errors → perform → *',
  );

  test.each([
    ['upwards', 'types', 'client', 'src', 1],
    ['to a neighbour', 'client', 'mock', 'src', 1],
    ['to a neighbour, in a test', 'client', 'mock', 'test', 0],
    ['upwards, in a test', 'types', 'mock', 'test', 1],
    ['to a package that is not there', 'client', 'clients', 'src', 1],
    ['downwards', 'client', 'types', 'src', 0],
  ])('from a package %s', (_, from, to, part, found) => {
    const file = `packages/${from}/${part}/a.ts`;
    const against = packagesAgainst(rows.get('packages') ?? [], [{ file, from, to, part }]);
    expect(against).toEqual(found ? [expect.stringContaining(`${file} imports ${to}`)] : []);
  });

  test('from a manifest', () => {
    const asks = new Map([
      ['spec', { folder: 'spec', asksFor: [] }],
      ['types', { folder: 'packages/types', asksFor: ['spec', 'client'] }],
    ]);
    expect(manifestsAgainst(rows.get('packages') ?? [], asks)).toEqual([
      'packages/types/package.json asks for client, which comes after types',
    ]);
  });

  test.each([
    ['perform.ts', 'client.ts', 1],
    ['errors/api-error.ts', 'perform.ts', 1],
    ['errors/api-error.ts', 'generated/operations.ts', 0],
    ['client.ts', 'errors/api-error.ts', 0],
    ['errors/api-error.ts', 'errors-of-others.ts', 1],
  ])('inside a package, from %s to %s', (from, to, found) => {
    const [file, target] = [`packages/client/src/${from}`, `packages/client/src/${to}`];
    expect(filesAgainst(rows, [{ file, target }])).toEqual(
      found ? [`${file} imports ${target}, which comes later`] : [],
    );
  });

  test('into the files of another package', () => {
    expect(
      filesAgainst(rows, [{ file: 'packages/client/test/a.ts', target: 'packages/mock/src/b.ts' }]),
    ).toEqual(['packages/client/test/a.ts imports packages/mock/src/b.ts, a file of another package']);
  });
});
