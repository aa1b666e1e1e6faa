import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { changelogFeed } from '../../src/changelog/changelog-feed.mjs';
import { changelogPage } from '../../src/changelog/changelog-page.mjs';
import {
  type ChangelogEntry,
  changelogEntries,
  type Release,
  readReleases,
} from '../../src/changelog/releases.mjs';
import { contractVersions } from '../../src/downloads/versions.mjs';
import type { OpenApiDocument } from '../../src/openapi.mjs';
import { readSpecBundle } from '../../src/spec-bundle.mjs';
import { temporaryFolder } from '../temporary-folder.ts';

const bundle = await readSpecBundle();
const beside = { workflows: [], invalid: [], outcomes: '{}' };

interface ObjectSchema {
  properties: { title: { maxLength?: number } } & Record<string, { type?: string; deprecated?: boolean }>;
}
type Schemas = Record<'SendMessageRequest' | 'Message', ObjectSchema>;

/** The contract, changed in a copy. */
function changed(version: string, change: (schemas: Schemas) => void): OpenApiDocument {
  const document = structuredClone(bundle.document);
  document.info.version = version;
  change((document.components as unknown as { schemas: Schemas }).schemas);
  return document;
}

function release(version: string, date: string, document: OpenApiDocument): Release {
  return { version, date, folder: '/nowhere', json: Buffer.from(JSON.stringify(document)), document };
}

const first = release(
  '1.0.0',
  '2026-01-02',
  changed('1.0.0', () => {}),
);
const second = release(
  '2.0.0',
  '2026-03-04',
  changed('2.0.0', ({ SendMessageRequest, Message }) => {
    SendMessageRequest.properties.title.maxLength = 7;
    Message.properties['colour'] = { type: 'string' };
  }),
);
const newest = changed('2.0.0', ({ SendMessageRequest, Message }) => {
  SendMessageRequest.properties.title.maxLength = 7;
  SendMessageRequest.properties['priority'] = { type: 'string' };
  Message.properties['colour'] = { type: 'string' };
});

let entries: ChangelogEntry[];
beforeAll(() => {
  entries = changelogEntries(newest, [second, first]);
});

describe('the changelog', () => {
  test('has what changed from each version to the next, and since the last one', () => {
    expect(entries.map(({ version, date }) => [version, date])).toEqual([
      [undefined, undefined],
      ['2.0.0', '2026-03-04'],
      ['1.0.0', '2026-01-02'],
    ]);
    expect(entries[0]?.changes?.map(({ what }) => what).join()).toContain('priority');
    expect(entries[1]?.changes?.map(({ level }) => level)).toEqual(['breaking', 'compatible']);
    expect(entries[2]?.changes).toBeUndefined();
  });

  test('has nothing that is not released yet when nothing changed since the last version', () => {
    expect(changelogEntries(second.document, [second]).map(({ version }) => version)).toEqual(['2.0.0']);
    expect(changelogEntries(newest, [])).toEqual([]);
  });

  test('tells on its page what each change asks of the reader, the worst first', () => {
    const { markdown } = changelogPage(entries);
    const [, unreleased = '', two = '', one = ''] = markdown.split(/^## /m);
    expect(unreleased).toMatch(/^Not released yet\n[\s\S]*`priority`/);
    expect(two).toMatch(/^2\.0\.0\n\nReleased on 2026-03-04\./);
    expect(two).toContain('](/v/2.0.0/)');
    expect(two.indexOf('### Breaks some programs')).toBeLessThan(two.indexOf('### New, and harmless'));
    const changes = two.split('\n').filter((line) => line.startsWith('- '));
    expect(changes).toHaveLength(2);
    for (const change of changes) expect(change).toMatch(/ For whoever .*\*\*What to do:\*\* [A-Z].*\.$/);
    expect(changes[0]).toContain('Look at what you send, and change it first');
    expect(changes[1]).toContain('Nothing. Code that leaves alone what it does not know goes on working.');
    expect(one).toContain('The first version.');
  });

  test('tells apart what only has another name, and what is deprecated', () => {
    const later = changed('1.1.0', ({ SendMessageRequest }) => {
      SendMessageRequest.properties['ruleSet'] = {
        ...SendMessageRequest.properties['ruleSet'],
        deprecated: true,
      };
    });
    for (const { get } of Object.values(later.paths)) if (get) get.operationId = 'readMessage';
    const { markdown } = changelogPage(changelogEntries(later, [first]));
    expect(markdown).toMatch(/`readMessage`.*\*\*What to do:\*\* Compile your program with the new types\./);
    expect(markdown).toMatch(/`ruleSet`.*\*\*What to do:\*\* Plan to do without it\./);
  });
});

describe('the feed', () => {
  const feedOf = (siteUrl: string) =>
    new Map(changelogFeed('The <API>', entries, siteUrl)).get('changelog/feed.xml') ?? '';

  test('has an entry for each released version, with its date', () => {
    const feed = feedOf('https://docs.test/');
    expect([...feed.matchAll(/<updated>(.*?)<\/updated>/g)].map(([, date]) => date)).toEqual([
      '2026-03-04T00:00:00Z',
      '2026-03-04T00:00:00Z',
      '2026-01-02T00:00:00Z',
    ]);
    expect(feed).toContain('<title>The &lt;API> 2.0.0</title>');
    expect(feed).toContain('href="https://docs.test/v/1.0.0/"');
    expect(feed).toContain('&lt;li>Breaks some programs: ');
  });

  test('keeps its ids wherever the site is, and no two are the same', () => {
    const idsOf = (feed: string) => [...feed.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);
    const ids = idsOf(feedOf('https://docs.test/'));
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idsOf(feedOf(''))).toEqual(ids);
  });

  test('has links from itself where the address of the site is not known', () => {
    expect(feedOf('')).toContain('href="../v/1.0.0/"');
  });

  test('is not there before the first release', () => {
    expect(changelogFeed('The API', [], '')).toEqual([]);
  });
});

describe('what was released', () => {
  test('is read with its date, the newest first', async () => {
    const releases = readReleases();
    expect(releases.map(({ version }) => version)).toContain('0.1.0');
    for (const { version, document } of releases) expect(document.info.version).toBe(version);
  });

  test('without a date is refused, by its file', async () => {
    await using folder = await temporaryFolder();
    mkdirSync(join(folder.path, '1.0.0'));
    writeFileSync(join(folder.path, '1.0.0/openapi.json'), '{}');
    expect(() => readReleases(folder.path)).toThrow(
      /1\.0\.0.release\.json lacks a date such as "2026-11-23"\.$/,
    );
  });
});

describe('the folders of the versions', () => {
  test('hold what was released, byte for byte, and not what is in work under the same number', async () => {
    const versions = await contractVersions({ document: newest, json: 'new', yaml: 'new' }, beside, [
      second,
      first,
    ]);
    expect(versions.map(({ version }) => version)).toEqual(['2.0.0', '1.0.0']);
    expect(versions.map(({ files }) => new Map(files).get('openapi.json'))).toEqual([
      second.json,
      first.json,
    ]);
    const names = versions.flatMap(({ files }) => files.map(([path]) => path));
    expect(names).toContain('openapi.yaml');
    expect(names).toContain('postman-collection.json');
    expect(names).toContain('examples/index.json');
  });

  test('begin with the newest when it is not released', async () => {
    const versions = await contractVersions({ ...bundle, document: changed('3.0.0', () => {}) }, beside, [
      second,
      first,
    ]);
    expect(versions.map(({ version }) => version)).toEqual(['3.0.0', '2.0.0', '1.0.0']);
  });

  test('keep the workflows and the outcome table of their time', async () => {
    const [{ files } = { files: [] }] = await contractVersions(bundle, beside, readReleases());
    const names = files.map(([path]) => path);
    expect(names).toContain('sandbox-outcomes.json');
    expect(names.filter((name) => name.startsWith('workflows/')).length).toBeGreaterThan(2);
  });
});
