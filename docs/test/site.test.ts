import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { addressesInStyle, loadsOf, tagsOf } from './site-pages.ts';

const site = inject('site');
const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1));
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const spec = JSON.parse(read('openapi.json'));

test('the site has its pages, the downloads, and nothing that is not used', () => {
  const named = files.map((file) => file.replace(/-[0-9a-f]{10}\.js$/, '-HASH.js')).sort();
  expect(named).toEqual([
    'favicon.svg',
    'index.html',
    'landing.css',
    'openapi.json',
    'openapi.yaml',
    'reference/color-mode-HASH.js',
    'reference/index.html',
    'reference/redoc-HASH.js',
    'reference/reference.css',
    'reference/start-HASH.js',
  ]);
});

test.each(['openapi.json', 'openapi.yaml'])('%s is the bundle, byte for byte', (name) => {
  const bundle = dirname(
    createRequire(import.meta.url).resolve('@enterprise-communications/spec/openapi.json'),
  );
  expect(readFileSync(join(site, name)).equals(readFileSync(join(bundle, name)))).toBe(true);
});

/** An address that stays in the site, wherever the site is mounted. */
const isRelative = (address: string) => !/^([a-z][a-z0-9+.-]*:|\/)/i.test(address);

describe.each(['index.html', 'reference/index.html'])('%s', (path) => {
  const page = read(path);

  test('loads its own files only, by relative addresses', () => {
    const loads = loadsOf(page);
    expect(loads.length).toBeGreaterThan(1);
    expect(loads.filter((address) => !isRelative(address) && !address.startsWith('data:'))).toEqual([]);
  });

  test('loads files that exist', () => {
    const folder = dirname(path);
    const missing = loadsOf(page)
      .filter((address) => isRelative(address) && !address.startsWith('#'))
      .filter((address) => !files.includes(join(folder, address)));
    expect(missing).toEqual([]);
  });

  test('has no script in the page itself', () => {
    const inline = [...page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)].filter(([, , code]) => code);
    expect(inline).toEqual([]);
    const handlers = tagsOf(page).flatMap(({ attributes }) =>
      Object.keys(attributes).filter((name) => name.startsWith('on')),
    );
    expect(handlers).toEqual([]);
  });

  test('links within the site by relative addresses, and to pages that exist', () => {
    const links = tagsOf(page).flatMap(({ name, attributes }) =>
      name === 'a' ? [attributes['href'] ?? ''] : [],
    );
    const inSite = links.filter((href) => !/^https?:/.test(href));
    expect(inSite.length).toBeGreaterThan(3);
    expect(inSite.filter((href) => !isRelative(href))).toEqual([]);
    const missing = inSite
      .map((href) => href.replace(/#.*/, ''))
      .filter((href) => href !== '')
      .map((href) => join(dirname(path), href.endsWith('/') ? `${href}index.html` : href))
      .filter((file) => !files.includes(file));
    expect(missing).toEqual([]);
  });

  test('says its language, its title and how wide it is on a phone', () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page).toContain(spec.info.title);
    expect(tagsOf(page)).toContainEqual({
      name: 'meta',
      attributes: { name: 'viewport', content: 'width=device-width, initial-scale=1' },
    });
  });
});

test.each(files.filter((file) => file.endsWith('.css')))('%s fetches nothing', (file) => {
  expect(addressesInStyle(read(file))).toEqual([]);
});

test('the checks above see a load from another host, however it is written', () => {
  const page = `<link href=//a.test/x><img SRC = "https://b.test/x" srcset='https://c.test/x 2x'>
    <div style="background: url(&quot;https://d.test/x&quot;)"></div><style>@import "https://e.test/x";</style>
    <a href="https://f.test/x">a link is no load</a>`;
  expect(loadsOf(page).map((address) => /\w\.test/.exec(address)?.[0])).toEqual([
    'a.test',
    'b.test',
    'c.test',
    'd.test',
    'e.test',
  ]);
});

test('Redoc sends no telemetry and asks no host for its logo', () => {
  const start = files.find((file) => file.includes('start-')) ?? '';
  const redoc = files.find((file) => file.includes('redoc-')) ?? '';
  expect(read(start)).toContain('"disableTelemetry":true');
  expect(read(redoc)).not.toContain('cdn.redoc.ly');
});

describe('the landing page', () => {
  const page = read('index.html');
  const text = page
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(code))
    .replace(/\s+/g, ' ');

  test('has the title, the version and the summary of the spec', () => {
    expect(text).toContain(`${spec.info.title} ${spec.info.version}`);
    expect(page).toContain(`<h1>${spec.info.summary}</h1>`);
  });

  test('names each operation and webhook of the spec, and no other', () => {
    const operations = Object.entries<Record<string, { summary?: string }>>(spec.paths).flatMap(
      ([path, item]) =>
        Object.entries(item).flatMap(([method, { summary }]) =>
          summary ? [`${summary} ${method.toUpperCase()} ${path}`] : [],
        ),
    );
    for (const operation of operations) expect(text).toContain(operation);
    const links = tagsOf(page).filter(({ attributes }) => attributes['href']?.startsWith('./reference/#/'));
    expect(links).toHaveLength(operations.length + Object.keys(spec.webhooks).length);
    for (const webhook of Object.keys(spec.webhooks)) expect(page).toContain(`<code>${webhook}</code>`);
  });

  test('has the first call against the mock, as curl and as TypeScript, with the first example of the spec', () => {
    const [example] = Object.values<{ $ref: string }>(
      spec.paths['/apispaces/{apiSpaceId}/messages'].post.requestBody.content['application/json'].examples,
    );
    const { value } = spec.components.examples[example?.$ref.split('/').at(-1) ?? ''];
    expect(text).toContain("curl -i 'http://127.0.0.1:4010/apispaces/");
    expect(text).toContain(`"body": ${JSON.stringify(value.body)}`);
    expect(text).toContain("baseUrl: 'http://127.0.0.1:4010'");
    expect(text).toContain(`body: '${value.body}'`);
  });

  test.each(['./reference/', '#mock', '#client', '#spec', './openapi.yaml', './openapi.json'])(
    'links to %s',
    (href) => {
      expect(tagsOf(page).some(({ name, attributes }) => name === 'a' && attributes['href'] === href)).toBe(
        true,
      );
      if (href.startsWith('#')) expect(page).toContain(`id="${href.slice(1)}"`);
    },
  );

  test('has one main heading, and the landmarks header, nav, main and footer', () => {
    const names = tagsOf(page).map(({ name }) => name);
    for (const landmark of ['h1', 'header', 'nav', 'main', 'footer']) {
      expect(names.filter((name) => name === landmark)).toHaveLength(1);
    }
  });
});

describe('the reference', () => {
  test('leads back home', () => {
    const home = tagsOf(read('reference/index.html')).find(
      ({ attributes }) => attributes['class'] === 'site-bar-home',
    );
    expect(home?.attributes['href']).toBe('../');
  });

  test('has the whole spec in it: every operation, schema and webhook', () => {
    const start = read(files.find((file) => file.includes('start-')) ?? '');
    const json = /__redoc_definition = (\{.*\});/.exec(start)?.[1] ?? '';
    const definition = JSON.parse(json);
    expect(Object.keys(definition.components.schemas)).toEqual(Object.keys(spec.components.schemas));
    expect(definition.webhooks).toEqual(spec.webhooks);
    expect(Object.keys(definition.paths)).toEqual(Object.keys(spec.paths));
  });
});
