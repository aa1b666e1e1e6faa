import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';
import { openPage } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';
import { tagsOf } from './site-pages.ts';

const site = inject('site');
const [version = ''] = readdirSync(join(site, 'v'));
const redocPages = ['reference/all-in-one/', `v/${version}/`];
const full = process.env['TEST_SIZE'] === 'full';

/** The links in a part of a page: text, and address in the site. */
function linksIn(page: string, part: RegExp): string[][] {
  const html = part.exec(readFileSync(join(site, page, 'index.html'), 'utf8'))?.[0] ?? '';
  return [...html.matchAll(/<a\b[^>]*>[\s\S]*?<\/a>/g)].map(([link]) => [
    link.replace(/<[^>]+>/g, '').trim(),
    new URL(tagsOf(link)[0]?.attributes['href'] ?? '', `http://site.test/${page}`).pathname,
  ]);
}

test.each(redocPages)('the bar on top of %s has the links of the bar of the other pages', (page) => {
  const links = linksIn('', /<nav[^>]*VPNavBarMenu[\s\S]*?<\/nav>/);
  expect(links.length).toBeGreaterThan(3);
  expect(linksIn(page, /<nav id="site-bar-links"[\s\S]*?<\/nav>/)).toEqual(links);
});

describe.skipIf(chromiumPath === undefined)(`the bar on top of the pages of Redoc ${inChromium}`, () => {
  const running = siteInChromium();

  const isDark = (page: Page) => page.evaluate<boolean>("document.documentElement.matches('.dark')");
  const themeSwitch = (page: Page) => page.getByRole('switch').filter({ visible: true }).first();

  test.each(full ? redocPages : redocPages.slice(1))(
    '%s has the colours that were chosen elsewhere, and lets choose',
    async (path) => {
      await using opened = await openPage(running.browser, `${running.server.url}guides/errors.html`, {
        colorScheme: 'light',
      });
      const { page, faults } = opened;
      await themeSwitch(page).click();
      await page.goto(running.server.url + path, { waitUntil: 'networkidle' });
      expect(await isDark(page)).toBe(true);
      expect(await themeSwitch(page).getAttribute('aria-checked')).toBe('true');

      await themeSwitch(page).click();
      expect(await isDark(page)).toBe(false);
      // Redoc writes down what it knows of the reader's choices, and must not bring the old one back.
      const stacked = page.locator('.menu-content [data-component-name="Tooltip/Tooltip"]').nth(-2);
      await stacked.click();
      expect(
        await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])'),
      ).toContain('stacked');
      expect(await isDark(page)).toBe(false);
      await page.goto(`${running.server.url}guides/errors.html`, { waitUntil: 'networkidle' });
      expect(await isDark(page)).toBe(false);
      expect(faults).toEqual([]);
    },
  );

  const ways: [how: string, path: string | undefined, search: (page: Page) => Promise<void>][] = [
    ['a click', redocPages[0], (page) => page.getByRole('link', { name: 'Search' }).click()],
    ['a slash', redocPages[0], (page) => page.keyboard.press('/')],
    ['Ctrl+K', redocPages[0], (page) => page.keyboard.press('Control+k')],
    [
      'a click in an earlier version',
      redocPages[1],
      (page) => page.getByRole('link', { name: 'Search the newest version' }).click(),
    ],
  ];

  test.each(full ? ways : ways.slice(-2))(
    '%s leads to the search of the site',
    async (_how, path, search) => {
      await using opened = await openPage(running.browser, running.server.url + path);
      const { page, faults } = opened;
      await search(page);
      await page.getByRole('searchbox').waitFor();
      await page.keyboard.type('sendMessageBatch');
      await page.locator('.results .result', { hasText: 'sendMessageBatch' }).first().waitFor();
      expect(page.url()).toBe(`${running.server.url}reference/`);
      expect(faults).toEqual([]);
    },
  );

  test('on a phone its links are in a menu that opens and closes by the keyboard', async () => {
    await using opened = await openPage(running.browser, running.server.url + redocPages[0], {
      viewport: { width: 360, height: 740 },
    });
    const { page, faults } = opened;
    const guides = page.locator('.site-bar').getByRole('link', { name: 'Guides' });
    expect(await guides.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu', exact: true }).press('Enter');
    await guides.waitFor();
    await page.keyboard.press('Escape');
    await guides.waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
  });

  test("from a folder on the disk, where the site's search does not run, Redoc's own is there", async () => {
    const context = await running.browser.newContext();
    const page = await context.newPage();
    await page.goto(String(pathToFileURL(join(site, 'reference/all-in-one/index.html'))));
    await page.getByText('Ctrl+K').click();
    await page.getByTestId('search-dialog').waitFor();
    expect(await page.locator('.site-bar-search').isVisible()).toBe(false);
    await context.close();
  });
});
