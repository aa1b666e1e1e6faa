import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../build.mjs';
import { downloadFiles } from '../src/downloads/download-files.mjs';
import { sitePages } from '../src/site-pages.mjs';
import { bundleFolder, readSpecBundle } from '../src/spec-bundle.mjs';
import { contractParts } from '../src/twins/contract-parts.mjs';
import { twinFiles } from '../src/twins/twin-files.mjs';
import { loadsOf } from './site-pages.ts';
import { temporaryFolder } from './temporary-folder.ts';

const specFolder = dirname(bundleFolder);
const file = 'components/schemas/sending/SendMessageRequest.yaml';
const name = 'luckyNumber';
const words = 'A number that brings luck to who receives the message.';

/** Bundles a copy of the contract in which a request has one more field. */
function bundleWithField(folder: string): string {
  const left = new Set(['dist', 'node_modules', 'test', 'test-results', '.turbo']);
  const spec = join(folder, 'spec');
  cpSync(specFolder, spec, { recursive: true, filter: (path) => !left.has(basename(path)) });
  symlinkSync(join(specFolder, 'node_modules'), join(spec, 'node_modules'), 'junction');
  const before = readFileSync(join(spec, file), 'utf8');
  const after = before.replace(
    /^properties:\n/m,
    `$&  ${name}:\n    description: ${words}\n    type: integer\n`,
  );
  expect(after).not.toBe(before);
  writeFileSync(join(spec, file), after);
  execFileSync(process.execPath, [join(spec, 'scripts/bundle.mjs')]);
  return join(spec, 'dist');
}

describe('a field that is added to the contract, and nowhere else', () => {
  test('is in the reference, in the Markdown twins and in the downloads', async () => {
    await using folder = await temporaryFolder();
    const bundle = await readSpecBundle(bundleWithField(folder.path));
    const pages = await sitePages(bundle.document);
    const inPages = pages.filter(({ markdown }) => markdown.includes(name));
    expect(inPages.map(({ path }) => path)).toContain('reference/schemas/send-message-request');
    expect(inPages.every(({ markdown }) => markdown.includes(words))).toBe(true);

    const twins = new Map(twinFiles(pages, bundle.document, contractParts(bundle.document)));
    expect(twins.get('reference/operations/send-message.md')).toContain(words);
    expect(twins.get('reference/schemas/send-message-request.md')).toContain(words);
    expect(twins.get('reference/operations/get-message.md')).not.toContain(words);

    const files = new Map(downloadFiles(bundle, { ...bundle, outcomes: undefined }));
    for (const path of ['openapi.json', 'openapi.yaml']) expect(String(files.get(path))).toContain(words);
  });

  test.runIf(process.env['TEST_SIZE'] === 'full')(
    'is in the pages, the search and the files of a whole build',
    async () => {
      await using folder = await temporaryFolder();
      const out = join(folder.path, 'site');
      await buildSite({ spec: bundleWithField(folder.path), out });
      const containing = readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => readFileSync(path, 'utf8').includes(name))
        .map((path) => path.slice(out.length + 1).replaceAll('\\', '/'));
      expect(containing).toEqual(
        expect.arrayContaining([
          'reference/schemas/send-message-request.html',
          'reference/schemas/send-message-request.md',
          'reference/operations/send-message.md',
          expect.stringMatching(/^assets\/.*@localSearchIndex.*\.js$/),
          'openapi.json',
          'openapi.yaml',
          'llms-full.txt',
        ]),
      );
      // Redoc makes its sections from the contract in a script that its page loads.
      const page = readFileSync(join(out, 'reference/all-in-one/index.html'), 'utf8');
      const loaded = loadsOf(page).map((address) => posix.join('reference/all-in-one', address));
      expect(containing.filter((path) => loaded.includes(path))).toEqual([
        expect.stringMatching(/^reference\/all-in-one\/start-/),
      ]);
      // What was released stays as it was. Its own changelog tells of the field.
      expect(containing.filter((path) => path.startsWith('v/'))).toEqual([]);
      expect(containing).toContain('changelog/index.html');
    },
    300_000,
  );
});
