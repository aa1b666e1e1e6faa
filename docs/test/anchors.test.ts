import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, inject, test } from 'vitest';
import { tagsOf } from './site-pages.ts';

const site = inject('site');
const pages = new Map(
  readdirSync(site, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    // Redoc makes its sections when they are asked for; their fragments are no anchors.
    .filter((path) => path.endsWith('.html') && !/^(?:reference\/all-in-one|v\/[^/]+)\//.test(path))
    .map((path) => [path, tagsOf(readFileSync(join(site, path), 'utf8'))]),
);
const anchors = new Map(
  [...pages].map(([path, tags]) => [path, new Set(tags.map(({ attributes }) => attributes['id']))]),
);

test('every link to a place in a page leads to a place that is there', () => {
  const links = [...pages].flatMap(([path, tags]) =>
    tags
      .filter(({ name, attributes }) => name === 'a' && /^[^:]*#./.test(attributes['href'] ?? ''))
      .map(({ attributes: { href = '' } }) => {
        const [address = '', anchor = ''] = href.split('#');
        const to = address === '' ? path : posix.join(posix.dirname(path), address);
        return {
          path,
          href,
          to: to.endsWith('/') ? `${to}index.html` : to,
          anchor: decodeURIComponent(anchor),
        };
      }),
  );
  expect(links.length).toBeGreaterThan(1000);
  const broken = links.filter(({ to, anchor }) => anchors.has(to) && !anchors.get(to)?.has(anchor));
  expect(broken.map(({ path, href }) => `${path}: ${href}`)).toEqual([]);
});

test('no page has two places of the same name', () => {
  const twice = [...pages].flatMap(([path, tags]) => {
    const ids = tags.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}: ${id}`);
  });
  expect(twice).toEqual([]);
});

test('every property of the contract has an address of its own', () => {
  const { components } = JSON.parse(readFileSync(join(site, 'openapi.json'), 'utf8'));
  const missing = Object.entries<{ properties?: object }>(components.schemas).flatMap(
    ([name, { properties = {} }]) => {
      const page = `reference/schemas/${name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()}.html`;
      return Object.keys(properties)
        .filter((property) => !anchors.get(page)?.has(property))
        .map((property) => `${page}#${property}`);
    },
  );
  expect(missing).toEqual([]);
});
