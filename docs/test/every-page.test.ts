import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';
import { watchFaults } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';

const site = inject('site');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html'))
  .sort();

/** The first page of each kind: of each folder that has pages, and of what is special. */
const kinds = [...new Map(pages.map((path) => [path.replace(/[^/]*$/, ''), path])).values()];

const full = process.env['TEST_SIZE'] === 'full';

/** With TEST_SIZE=full every page; otherwise one of each kind. */
const looked = full ? pages : kinds;

const variants = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1440, 360].map((width) => ({ colorScheme, width })),
);

describe.skipIf(chromiumPath === undefined)(`every page ${inChromium}`, () => {
  const running = siteInChromium();

  /** Loads a page once, and looks at it in each variant. */
  async function look(page: Page, path: string): Promise<string[]> {
    const found: string[] = [];
    await page.goto(running.server.url + path);
    // Vue sets it when its scripts have taken over the page. Redoc's pages have no such element.
    await expect
      .poll(() =>
        page.evaluate(
          "document.querySelector('#app')?.__vue_app__ !== undefined || !document.querySelector('#app')",
        ),
      )
      .toBe(true);
    // Playwright evaluates beside the page's policy, not under it.
    await page.evaluate(axe);
    for (const { colorScheme, width } of variants) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const variant = `${path}, ${colorScheme}, ${width} px wide`;
      // Redoc looks at the reader's choice of colours only once.
      await shows(page, colorScheme, 1000).catch(async () => {
        await page.reload();
        await page.evaluate(axe);
        await shows(page, colorScheme);
      });
      const violations = await page.evaluate<Violation[]>(
        "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)",
      );
      for (const { id, nodes } of violations) {
        found.push(`${variant}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
      }
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (wide > width) found.push(`${variant}: is ${wide} px wide`);
    }
    return found;
  }

  test(
    'light and dark, on phone and desktop: no request elsewhere, nothing on the console, nothing that axe finds',
    async () => {
      const left = [...looked];
      const found: string[] = [];
      const lookAtSome = async () => {
        // Without motion no colour is on its way to another one when axe looks at it.
        const context = await running.browser.newContext({ reducedMotion: 'reduce' });
        const page = await context.newPage();
        const faults = await watchFaults(page, new URL(running.server.url).origin);
        for (let path = left.shift(); path !== undefined; path = left.shift()) {
          found.push(...(await look(page, path)));
          found.push(...faults.splice(0).map((fault) => `${path}: ${fault}`));
        }
        await context.close();
      };
      await Promise.all([lookAtSome(), lookAtSome()]);
      expect(found).toEqual([]);
    },
    full ? 1_200_000 : 120_000,
  );
});

/** Waits until the page has these colours: VitePress and Redoc both mark it with a class. */
function shows(page: Page, colorScheme: 'light' | 'dark', timeout = 30_000) {
  const marked = colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)';
  return page.locator(marked).waitFor({ state: 'attached', timeout });
}

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}
