import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtFiles, ScratchWorkspace } from '../src/scratch-workspace.ts';
import { builtPackages, dependencies, workspace } from '../src/workspace.ts';

// A bundle names its modules by their path from the package to where they are installed, which is another
// one in the scratch workspace. Its first build is made there too.
const firstBuiltInScratch = ['@enterprise-communications/mock', '@enterprise-communications/sandbox'];

// Where everything else begins. The others are built from these two by the same tools; they take minutes.
const shortBuilds = ['@enterprise-communications/spec', '@enterprise-communications/types'];
const isShort = process.env['TEST_SIZE'] !== 'full';

describe('a second build makes the same bytes:', () => {
  let scratch: ScratchWorkspace;
  beforeAll(() => {
    scratch = new ScratchWorkspace();
  });
  afterAll(() => scratch.remove());

  test('every package that is built is built before this test', () => {
    const names = builtPackages.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(firstBuiltInScratch));
    expect(
      names.filter((name) => !dependencies.includes(name)),
      'Add each of these to the devDependencies of the contract tests.',
    ).toEqual([]);
  });

  test.concurrent.for(builtPackages)(
    '%s (all with TEST_SIZE=full)',
    { timeout: 300_000 },
    async ([name, folder], { skip }) => {
      if (isShort && !shortBuilds.includes(name)) skip();
      const first = firstBuiltInScratch.includes(name)
        ? await scratch.build(folder)
        : builtFiles(join(workspace, folder));
      expect(Object.keys(first), 'Build the workspace first: pnpm build').not.toEqual([]);
      const second = await scratch.build(folder);
      const different = [...new Set([...Object.keys(first), ...Object.keys(second)])].filter(
        (file) => first[file] !== second[file],
      );
      expect(
        different,
        `Two builds of ${folder} differ in these files, or its sources have changed since pnpm build.`,
      ).toEqual([]);
    },
  );
});
