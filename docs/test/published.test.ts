import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { buildSite } from '../build.mjs';
import { siteAddress } from '../src/site-address.mjs';
import { tagsOf } from './site-pages.ts';
import { temporaryFolder } from './temporary-folder.ts';

const site = inject('site');
const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1));
const read = (path: string) => readFileSync(join(site, path), 'utf8');

/** Where a file leads within the site: pages by their tags, Markdown by its links, an index by its entries. */
function linksOf(path: string): string[] {
  const text = read(path);
  const addresses = () => {
    if (path.endsWith('.html')) {
      return tagsOf(text).flatMap(({ attributes }) =>
        [attributes['href'], attributes['src']].filter((one) => one !== undefined),
      );
    }
    if (/\.(md|txt)$/.test(path)) return markdownLinks(text);
    if (path.endsWith('examples/index.json'))
      return JSON.parse(text).map(({ file }: { file: string }) => file);
    return [];
  };
  return addresses()
    .filter((address: string) => !/^([a-z][a-z0-9+.-]*:|#)/i.test(address))
    .map((address: string) => posix.join(posix.dirname(path), address.replace(/[?#].*/, '')))
    .map((target: string) =>
      target === '.' || target.endsWith('/') ? posix.join(target, 'index.html') : target,
    );
}

/** What Markdown links to, outside of code. */
function markdownLinks(text: string): string[] {
  const prose = text.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)[^()]*\)/g)].map(([, target = '']) => target);
}

/** Everything that a reader or a program comes to from the first page. */
function reached(): Set<string> {
  const found = new Set<string>();
  const open = ['index.html'];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path) || !files.includes(path)) continue;
    found.add(path);
    open.push(...linksOf(path));
  }
  return found;
}

test('every file can be come to from the first page', () => {
  const found = reached();
  // VitePress loads the parts of its own pages by itself; what is missing there shows in the browser tests.
  // The 404 page is where those come to who follow a link that is wrong.
  const own = files.filter((path) => !/^(assets\/|hashmap\.json$|404\.html$)/.test(path));
  expect(own.length).toBeGreaterThan(200);
  expect(own.filter((path) => !found.has(path))).toEqual([]);
});

test.each(files.filter((path) => /\.(md|txt)$/.test(path) && path !== 'llms-full.txt'))(
  '%s links to files that exist',
  (path) => {
    expect(linksOf(path).filter((target) => !files.includes(target))).toEqual([]);
  },
);

describe('every page', () => {
  const pages = files.filter(
    (path) => path.endsWith('.html') && !/^(404\.html$|v\/|reference\/all-in-one\/)/.test(path),
  );

  test.each(pages)('%s has a Markdown twin that says the same heading, and leads to it', (path) => {
    const page = read(path);
    const twin = path.replace(/html$/, 'md');
    const [link] = tagsOf(page).filter(({ attributes }) => attributes['type'] === 'text/markdown');
    expect(posix.join(posix.dirname(path), link?.attributes['href'] ?? '')).toBe(twin);
    expect(read(twin)).toMatch(/^# \S/);
    expect(read(twin)).not.toMatch(/^(---|:::|<script)/m);
    expect(read('llms.txt')).toContain(`](${twin})`);
  });

  test.each(pages)(
    '%s tells title and description to those who show a link to it, and claims no address',
    (path) => {
      const properties = Object.fromEntries(
        tagsOf(read(path)).flatMap(({ name, attributes }) =>
          name === 'meta' && attributes['property'] ? [[attributes['property'], attributes['content']]] : [],
        ),
      );
      expect(properties['og:title']).toMatch(/\S/);
      expect(properties['og:description']).toMatch(/\S/);
      expect(properties['og:url']).toBeUndefined();
      expect(read(path)).not.toContain('rel="canonical"');
    },
  );
});

describe('where the address of the site is known', () => {
  test.each([
    ['', ''],
    ['https://docs.example', 'https://docs.example/'],
    ['https://docs.example/api', 'https://docs.example/api/'],
    ['https://docs.example/api/', 'https://docs.example/api/'],
  ])('%j is taken as %j', (given, taken) => {
    expect(siteAddress(given)).toBe(taken);
  });

  test.each(['docs.example', 'ftp://docs.example', 'https://docs.example/?a=b', 'https://docs.example/#a'])(
    '%s is refused',
    (given) => {
      expect(() => siteAddress(given)).toThrow(
        '--site-url takes an address such as https://docs.example/api/',
      );
    },
  );

  test.runIf(process.env['TEST_SIZE'] === 'full')(
    'every page has its canonical address, and the sitemap has them all',
    async () => {
      await using folder = await temporaryFolder();
      const { files: built } = await buildSite({ out: folder.path, siteUrl: 'https://docs.example/api' });
      const at = (path: string) => readFileSync(join(folder.path, path), 'utf8');
      const canonical = built
        .filter((path) => path.endsWith('.html') && !/^(v\/|reference\/all-in-one\/)/.test(path))
        .flatMap((path) => tagsOf(at(path)).filter(({ attributes }) => attributes['rel'] === 'canonical'))
        .map(({ attributes }) => attributes['href']);
      const listed = [...at('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
      expect(canonical.length).toBeGreaterThan(50);
      expect(canonical.sort()).toEqual(listed.sort());
      expect(listed).toContain('https://docs.example/api/guides/first-message.html');
      expect(at('reference/all-in-one/index.html')).toContain(
        '<link rel="canonical" href="https://docs.example/api/reference/all-in-one/">',
      );
      expect(at('robots.txt')).toContain('Sitemap: https://docs.example/api/sitemap.xml');
    },
    300_000,
  );
});
