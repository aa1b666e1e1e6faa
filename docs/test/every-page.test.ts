import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startSite } from '../serve.mjs';
import { chromiumPath, inChromium, launchChromium } from './chromium.ts';
import { watchFaults } from './open-page.ts';

const site = inject('site');
const pages = readdirSync(site, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.html'))
  .sort();

/** The first page of each kind: of each folder that has pages, and of what is special. */
const kinds = [...new Map(pages.map((path) => [path.replace(/[^/]*$/, ''), path])).values()];

const variants = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ colorScheme, width })),
);
const full = process.env['TEST_SIZE'] === 'full';

/** With TEST_SIZE=full every page in every variant; otherwise one page of each kind. */
const looked = full ? pages : kinds;

describe.skipIf(chromiumPath === undefined)(`every page ${inChromium}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startSite>>;
  let axe: string;
  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSite({ port: 0, dir: site });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test.each(variants)(
    'in $colorScheme, $width px wide: no request elsewhere, nothing on the console, nothing that axe finds',
    async ({ colorScheme, width }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const faults = watchFaults(page, new URL(server.url).origin);
      const found: string[] = [];
      for (const path of looked) {
        await page.goto(server.url + path, { waitUntil: 'networkidle' });
        // Playwright evaluates beside the page's policy, not under it.
        await page.evaluate(axe);
        const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
        for (const { id, nodes } of violations) {
          found.push(`${path}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
        }
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (wide > width) found.push(`${path}: is ${wide} px wide`);
        found.push(...faults.splice(0).map((fault) => `${path}: ${fault}`));
      }
      await context.close();
      expect(found).toEqual([]);
    },
    full ? 600_000 : 120_000,
  );
});

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}
