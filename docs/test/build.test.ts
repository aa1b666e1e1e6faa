import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { buildSite } from '../build.mjs';
import { changeRedocScript, redocScriptPath } from '../src/reference/redoc-script.mjs';
import { writeSite } from '../src/write-site.mjs';
import { oneLine, runCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const site = inject('site');

const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** The SHA-256 of each file of a folder, by its path. */
async function contentsOf(folder: string): Promise<[string, string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths
      .sort()
      .map(async (path) => [path.slice(folder.length), hash(await readFile(path))] as [string, string]),
  );
}

test.runIf(process.env['TEST_SIZE'] === 'full')(
  'two builds have the same bytes (with TEST_SIZE=full)',
  async () => {
    await using again = await temporaryFolder();
    const { files } = await buildSite({ out: again.path });
    expect(await contentsOf(again.path)).toEqual(await contentsOf(site));
    expect(files).toHaveLength((await contentsOf(site)).length);
  },
  600_000,
);

describe('a spec bundle that cannot be used is told in one line, and nothing is written', () => {
  /** Builds from a bundle with the given openapi.json; `undefined` for none. */
  async function failWith(json: string | undefined): Promise<string> {
    await using bundle = await temporaryFolder();
    await copyFile(join(site, 'openapi.yaml'), join(bundle.path, 'openapi.yaml'));
    if (json !== undefined) await writeFile(join(bundle.path, 'openapi.json'), json);
    const before = await contentsOf(site);
    const { code, stdout, stderr } = await runCommand('build.mjs', '--spec', bundle.path);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(await contentsOf(site)).toEqual(before);
    return oneLine(stderr);
  }
  const real = () => readFile(join(site, 'openapi.json'), 'utf8');

  test('it is missing', async () => {
    expect(await failWith(undefined)).toMatch(
      /^The spec bundle is missing: .*openapi\.json\. Build it with: pnpm --filter spec build$/,
    );
  });

  test('its YAML is missing', async () => {
    await using bundle = await temporaryFolder();
    await copyFile(join(site, 'openapi.json'), join(bundle.path, 'openapi.json'));
    const { code, stderr } = await runCommand('build.mjs', '--spec', bundle.path);
    expect(code).toBe(1);
    expect(oneLine(stderr)).toMatch(/^The spec bundle is missing: .*openapi\.yaml\. Build it/);
  });

  test('it is cut off', async () => {
    expect(await failWith((await real()).slice(0, 5000))).toMatch(
      /openapi\.json is not JSON: .* in JSON at position/,
    );
  });

  test('it is something else', async () => {
    expect(await failWith('{ "openapi": "3.0.3", "info": { "title": "Old" } }')).toMatch(
      /is not an OpenAPI 3\.1 description: it lacks openapi: 3\.1, info\.version, servers\.0\.url, paths\./,
    );
    expect(await failWith('null')).toMatch(/is not an OpenAPI 3\.1 description/);
  });

  test('a $ref in it leads nowhere', async () => {
    const broken = (await real()).replace('"#/components/schemas/Message"', '"#/components/schemas/Massage"');
    expect(await failWith(broken)).toBe(
      'The spec bundle refers to #/components/schemas/Massage, which is not in it.',
    );
  });

  test('the operation of the first call is gone', async () => {
    const renamed = (await real()).replace('"operationId": "sendMessage"', '"operationId": "postMessage"');
    expect(await failWith(renamed)).toBe('The spec bundle has no operation sendMessage.');
  });

  test('Redoc cannot render it', async () => {
    const broken = JSON.parse(await real());
    broken.tags = 7;
    expect(await failWith(JSON.stringify(broken))).toMatch(/^Redocly cannot render the spec bundle: ./);
  });
});

test.each([
  ['that lacks a text to change', (script: string) => script.replace('cdn.redoc.ly', 'cdn.test'), 0],
  ['that has one twice', (script: string) => script + script, 2],
])('a script of Redoc %s is refused', async (_name, alter, times) => {
  const script = alter(await readFile(redocScriptPath, 'utf8'));
  expect(() => changeRedocScript(script)).toThrow(
    `Redoc's script is not the one that src/reference/redoc-script.mjs changes: it has ${times} times https://cdn.`,
  );
});

test.each([
  [['--nowhere'], "Unknown option '--nowhere'. See --help."],
  [['--spec'], "Option '--spec <value>' argument missing. See --help."],
  [
    ['--site-url', 'docs.example'],
    "--site-url takes an address such as https://docs.example/api/, not 'docs.example'. See --help.",
  ],
  [['out'], "Unexpected argument 'out'. See --help."],
])('build.mjs %j is refused in one line', async (flags, message) => {
  const { code, stderr } = await runCommand('build.mjs', ...flags);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toBe(message);
});

test('build.mjs --help shows an example for each flag', async () => {
  const { code, stdout } = await runCommand('build.mjs', '--help');
  expect(code).toBe(0);
  for (const flag of ['--spec', '--site-url', '--help']) expect(stdout).toContain(`node build.mjs ${flag}`);
});

describe('writing the site', () => {
  test('leaves a file that is right alone, replaces one that is not, and removes what is not of the site', async () => {
    await using folder = await temporaryFolder();
    await writeSite(
      folder.path,
      new Map([
        ['a/same', '1'],
        ['a/other', '2'],
        ['old/gone', '3'],
      ]),
    );
    const before = await stat(join(folder.path, 'a/same'));
    await writeSite(
      folder.path,
      new Map<string, string | Buffer>([
        ['a/same', Buffer.from('1')],
        ['a/other', '4'],
      ]),
    );

    expect((await stat(join(folder.path, 'a/same'))).ino).toBe(before.ino);
    expect(await contentsOf(folder.path)).toEqual([
      ['/a/other', hash('4')],
      ['/a/same', hash('1')],
    ]);
  });
});
