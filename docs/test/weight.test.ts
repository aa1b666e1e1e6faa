import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import budgets from './page-budgets.json' with { type: 'json' };
import { addressesInStyle, tagsOf } from './site-pages.ts';

const site = inject('site');
const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html'));

/** What a browser loads with a page, before the reader does anything. */
const loaded = new Set(['stylesheet', 'preload', 'modulepreload', 'icon']);

const sizes = new Map<string, number>();
/** Compressed bytes of a file of the site, as it comes over the network. */
function sizeOf(path: string): number {
  const known = sizes.get(path) ?? gzipSync(readFileSync(join(site, path)), { level: 9 }).length;
  sizes.set(path, known);
  return known;
}

/** A page with everything that it loads at first: styles and what they load, scripts, modules. */
function weightOf(page: string): number {
  const files = new Set([page]);
  const add = (from: string, addresses: (string | undefined)[]) => {
    for (const address of addresses) {
      if (address === undefined || address.startsWith('data:')) continue;
      const path = join(dirname(from), address);
      files.add(path);
      if (path.endsWith('.css')) add(path, addressesInStyle(readFileSync(join(site, path), 'utf8')));
    }
  };
  const html = readFileSync(join(site, page), 'utf8');
  add(
    page,
    tagsOf(html).map(({ name, attributes: { src, href, rel = '' } }) => {
      if (name === 'link') return rel.split(' ').some((word) => loaded.has(word)) ? href : undefined;
      return name === 'script' || name === 'img' ? src : undefined;
    }),
  );
  return [...files].reduce((sum, file) => sum + sizeOf(file), 0);
}

const weights = new Map(pages.map((page) => [page, weightOf(page)]));
const kinds = Object.keys(budgets).filter((kind) => kind !== '*');

/** `*` is every page that is of no other kind. */
describe.each(Object.entries(budgets))('%s', (kind, budget) => {
  const own = [...weights].filter(([page]) => (kinds.find((one) => page.startsWith(one)) ?? '*') === kind);

  test(`no page of this kind loads more than ${budget} compressed bytes`, () => {
    expect(own.length, 'pages of this kind').toBeGreaterThan(0);
    const heavy = own
      .filter(([, bytes]) => bytes > budget)
      .map(
        ([page, bytes]) =>
          `${page} loads ${bytes} bytes, ${bytes - budget} more than its budget. Load less at first, or say in the commit why it is worth more, and raise the budget in test/page-budgets.json.`,
      );
    expect(heavy).toEqual([]);
  });

  test('the budget is close above the heaviest', () => {
    const heaviest = Math.max(...own.map(([, bytes]) => bytes));
    expect(
      heaviest,
      `The heaviest loads ${heaviest} bytes. Lower the budget in test/page-budgets.json to ${Math.ceil((heaviest * 1.05) / 100) * 100}, so that it does not grow back.`,
    ).toBeGreaterThan(budget * 0.85);
  });
});
