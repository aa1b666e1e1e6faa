import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtFiles, removeBuiltFiles } from '../src/built-files.ts';
import { builtPlaces, manifestOf } from '../src/built-places.ts';
import { LinkedCopy } from '../src/linked-copy.ts';
import { workspace } from '../src/workspace.ts';

// A bundle names or orders its modules by their path from the package to where they are installed, which is another one
// in the copy. Its first build is made there too.
const firstBuiltInCopy = ['packages/mock', 'packages/sandbox', 'docs'];

// Where everything else begins. The others are built from these two by the same tools; they take minutes.
const shortBuilds = ['spec', 'packages/types'];
const isShort = process.env['TEST_SIZE'] !== 'full';

describe('a second build makes the same bytes:', () => {
  let copy: LinkedCopy;
  beforeAll(() => {
    copy = new LinkedCopy();
  });
  afterAll(() => copy.remove());

  async function buildInCopy(place: string): Promise<Record<string, string>> {
    const folder = join(copy.folder, place);
    removeBuiltFiles(folder);
    await copy.run(place, 'build');
    return builtFiles(folder);
  }

  test('every package that is built is built before this test', () => {
    expect(builtPlaces).toEqual(expect.arrayContaining([...firstBuiltInCopy, ...shortBuilds]));
    const dependencies = Object.keys(manifestOf('packages/upkeep').devDependencies);
    expect(
      builtPlaces.map((place) => manifestOf(place).name).filter((name) => !dependencies.includes(name)),
      'Add each of these to the devDependencies of upkeep.',
    ).toEqual([]);
  });

  // In the order of the arrows: each is built from those that were built before it in the copy.
  test.for(builtPlaces)('%s (all with TEST_SIZE=full)', { timeout: 300_000 }, async (place, { skip }) => {
    if (isShort && !shortBuilds.includes(place)) skip();
    const first = firstBuiltInCopy.includes(place)
      ? await buildInCopy(place)
      : builtFiles(join(workspace, place));
    expect(Object.keys(first), 'Build the workspace first: pnpm build').not.toEqual([]);
    const second = await buildInCopy(place);
    const different = [...new Set([...Object.keys(first), ...Object.keys(second)])].filter(
      (file) => first[file] !== second[file],
    );
    expect(
      different,
      `Two builds of ${place} differ in these files, or its sources have changed since pnpm build.`,
    ).toEqual([]);
  });
});
