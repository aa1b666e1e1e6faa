import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { securityHeaders } from '../src/server/security-headers.mjs';
import { addressesInStyle, loadsOf, tagsOf } from './site-pages.ts';

const site = inject('site');
const files = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(site.length + 1));
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const spec = JSON.parse(read('openapi.json'));

const everyPage = files.filter((file) => file.endsWith('.html'));
/** The 404 page is sent for addresses of any depth, so it is made in another way. any-host.test.ts looks at it. */
const htmlPages = everyPage.filter((file) => file !== '404.html');
const slug = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/\W+/g, '-')
    .toLowerCase();
const operations: { operationId: string; summary: string; method: string; path: string }[] = Object.entries(
  spec.paths as Record<string, Record<string, { operationId?: string; summary: string }>>,
).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId, summary }]) =>
    operationId === undefined ? [] : [{ operationId, summary, method: method.toUpperCase(), path }],
  ),
);

test('the site has a page for each operation and webhook of the spec, and the downloads', () => {
  expect(files).toEqual(
    expect.arrayContaining([
      'favicon.svg',
      'index.html',
      'openapi.json',
      'openapi.yaml',
      'reference/index.html',
      'reference/all-in-one/index.html',
      ...operations.map(({ operationId }) => `reference/operations/${slug(operationId)}.html`),
      ...Object.keys(spec.webhooks).map((name) => `reference/events/${slug(name)}.html`),
    ]),
  );
});

test.each(['openapi.json', 'openapi.yaml'])('%s is the bundle, byte for byte', (name) => {
  const bundle = dirname(
    createRequire(import.meta.url).resolve('@enterprise-communications/spec/openapi.json'),
  );
  expect(readFileSync(join(site, name)).equals(readFileSync(join(bundle, name)))).toBe(true);
});

/** An address that stays in the site, wherever the site is mounted. */
const isRelative = (address: string) => !/^([a-z][a-z0-9+.-]*:|\/)/i.test(address);

describe.each(htmlPages)('%s', (path) => {
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
      .map((href) => href.replace(/[?#].*/, ''))
      .filter((href) => href !== '')
      .map((href) => join(dirname(path), href))
      .map((file) => (file.endsWith('/') || file === '.' || file === '..' ? join(file, 'index.html') : file))
      .filter((file) => !files.includes(file));
    expect(missing).toEqual([]);
  });

  test('says its language, its title and how wide it is on a phone', () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en"[ >]/i);
    expect(page).toContain(spec.info.title);
    expect(tagsOf(page)).toContainEqual({
      name: 'meta',
      attributes: {
        name: 'viewport',
        content: expect.stringMatching(/^width=device-width, ?initial-scale=1$/),
      },
    });
  });
});

test.each(everyPage)('%s says first of all what it may load, as the header does', (path) => {
  const [, content = ''] =
    /<head>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(read(path)) ?? [];
  // Who may put a page in a frame is said by the header alone; browsers complain of it in a page.
  expect(`${content.replaceAll('&#39;', "'")}; frame-ancestors 'none'`).toBe(
    securityHeaders(`/${path}`)['Content-Security-Policy'],
  );
});

test.each(files.filter((file) => file.endsWith('.css')))('%s fetches nothing', (file) => {
  expect(addressesInStyle(read(file)).filter((address) => !address.startsWith('data:'))).toEqual([]);
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
  const start = files.find((file) => file.includes('all-in-one/start-')) ?? '';
  const redoc = files.find((file) => file.includes('all-in-one/redoc-')) ?? '';
  expect(read(start)).toContain('"disableTelemetry":true');
  expect(read(redoc)).not.toContain('cdn.redoc.ly');
});

describe('the landing page', () => {
  const page = read('index.html');
  const text = page
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_entity, code) => String.fromCharCode(code))
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

  test('has the title and the summary of the spec', () => {
    expect(text).toContain(spec.info.title);
    expect(/<h1[^>]*>.*?<\/h1>/.exec(page)?.[0].replace(/<[^>]+>/g, '')).toBe(spec.info.summary);
  });

  test('names each operation and webhook of the spec, and no other', () => {
    for (const { summary, method, path } of operations)
      expect(text).toContain(`${summary} ${method} ${path}`);
    const links = tagsOf(page).filter(({ attributes }) =>
      /^\.\/reference\/(operations|events)\//.test(attributes['href'] ?? ''),
    );
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
});

describe('the reference in one page', () => {
  const folder = 'reference/all-in-one/';

  test('leads back home', () => {
    const home = tagsOf(read(`${folder}index.html`)).find(
      ({ attributes }) => attributes['class'] === 'site-bar-home',
    );
    expect(home?.attributes['href']).toBe('../../');
  });

  test('has the whole spec in it: every operation, schema and webhook', () => {
    const start = read(files.find((file) => file.startsWith(`${folder}start-`)) ?? '');
    const json = /__redoc_definition = (\{.*\});/.exec(start)?.[1] ?? '';
    const definition = JSON.parse(json);
    expect(Object.keys(definition.components.schemas)).toEqual(Object.keys(spec.components.schemas));
    expect(definition.webhooks).toEqual(spec.webhooks);
    expect(Object.keys(definition.paths)).toEqual(Object.keys(spec.paths));
  });
});
