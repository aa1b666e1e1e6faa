import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { resolveFacts } from '../src/facts/resolve-facts.mjs';
import { contract, guidePages, root } from './guide-pages.ts';

/** The front matter of a page. */
function frontMatter(markdown: string): { title?: unknown; description?: unknown; order?: unknown } {
  return parse(/^---\n([\s\S]*?)\n---\n/.exec(markdown)?.[1] ?? '');
}

/** The anchors of a page, as VitePress makes them of plain headings. */
const anchors = (markdown: string) =>
  [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .trim()
      .replace(/\s+/g, '-'),
  );

test.each(contract.components.schemas.KnownChannelId.enum as string[])(
  'the channel %s has a guide',
  (channel) => {
    const about = guidePages.filter(
      ({ page, markdown }) =>
        page.startsWith('docs/guides/channels/') &&
        resolveFacts(markdown, contract).includes(`- **Channel id**, for \`rules\`: \`${channel}\``),
    );
    expect(about.map(({ page }) => page)).toHaveLength(1);
  },
);

test('no two guides stand at the same place', () => {
  const orders = guidePages.map(({ markdown }) => frontMatter(markdown).order);
  expect(new Set(orders).size).toBe(orders.length);
});

describe.each(guidePages.map(({ page, markdown }) => [page, markdown] as const))('%s', (page, markdown) => {
  test('has a title, a description of one sentence, and a place', () => {
    const { title, description, order } = frontMatter(markdown);
    expect(title).toMatch(/^[A-Z].{1,50}[^.]$/);
    expect(description).toMatch(/^[A-Z].{20,160}\.$/);
    expect(order).toBeTypeOf('number');
  });

  test('has one heading of the first level', () => {
    expect(markdown.replace(/```[\s\S]*?```/g, '').match(/^# /gm)).toHaveLength(1);
  });

  test('is short', () => {
    expect(markdown.split(/\s+/).length).toBeLessThan(1_300);
  });

  test('links to pages and headings that are there', () => {
    const links = [...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    for (const link of links.filter((target) => !/^(https?:|\/)/.test(target))) {
      const [path = '', anchor] = link.split('#');
      const target = path ? join(dirname(root + page), path) : root + page;
      expect(existsSync(target), `${link}: ${relative(root, target)}`).toBe(true);
      if (anchor) expect(anchors(readFileSync(target, 'utf8')), link).toContain(anchor);
    }
  });
});
