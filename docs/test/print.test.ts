import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';
import { openPage } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';

/** A4 without its margins, at 96 px to the inch. */
const paper = { width: 680, height: 1000 };

describe.skipIf(chromiumPath === undefined)(`on paper, ${inChromium},`, () => {
  const running = siteInChromium();

  async function print(path: string) {
    const opened = await openPage(running.browser, running.server.url + path, {
      colorScheme: 'dark',
      viewport: paper,
    });
    await opened.page.emulateMedia({ media: 'print' });
    return opened;
  }

  const pages = ['', 'guides/knowing-what-happened.html', 'reference/operations/send-message.html'];

  test.each(pages)('/%s has its text, and nothing to click around it', async (path) => {
    await using opened = await print(path);
    const { page } = opened;
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    // Whatever is in the page beside its main part, and what there is to press in it.
    const around =
      'nav, aside, header.VPNav, button, input, select, textarea, .header-anchor, .VPSkipLink, .tabs';
    expect(await visible(page, around)).toEqual([]);
    const headings = await page.locator('main :is(h2, h3)').allTextContents();
    expect(headings.length).toBeGreaterThan(0);
    const shown = await visible(page, 'main :is(h2, h3)');
    expect(headings.filter((heading) => !shown.includes(heading) && !heading.startsWith('Try it'))).toEqual(
      [],
    );
  });

  test.each(pages)('/%s is dark on white, whatever the screen is', async (path) => {
    await using opened = await print(path);
    const colours = await opened.page.evaluate<string[][]>(`[...document.querySelectorAll(
      'main :is(h1, p, li, th, td, code, code span)',
    )].map((element) => [getComputedStyle(element).color, element.outerHTML.slice(0, 80)])`);
    expect(colours.length).toBeGreaterThan(10);
    expect(colours.filter(([colour = '']) => lightness(colour) > 0.6)).toEqual([]);
    const ground = await opened.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(lightness(ground)).toBe(1);
  });

  test('an operation has every sample, and no line of code is cut off', async () => {
    await using opened = await print('reference/operations/send-message.html');
    const { page } = opened;
    const samples = page.locator('.vp-code-group .blocks > div');
    expect(await samples.count()).toBeGreaterThan(8);
    expect(
      await samples.evaluateAll((all: Box[]) => all.filter(({ offsetHeight }) => offsetHeight === 0).length),
    ).toBe(0);
    const cut = await page
      .locator('main :is(pre, table)')
      .evaluateAll((all: Box[]) =>
        all
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
          .map(({ outerHTML }) => outerHTML.slice(0, 120)),
      );
    expect(cut).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(paper.width);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a link to another site says where it leads, and one within the site does not', async () => {
    await using opened = await print('guides/upgrading.html');
    const after = (href: string) =>
      opened.page.evaluate<Record<string, string>>(
        `(({ content, maskImage, display }) => ({ content, maskImage, display }))(
          getComputedStyle(document.querySelector('main a[href*="${href}"]'), '::after'),
        )`,
      );
    expect(await after('https://semver.org')).toEqual({
      content: expect.stringContaining('https://semver.org'),
      maskImage: 'none',
      display: 'inline',
    });
    expect(await after('/changelog/')).toMatchObject({ content: 'none' });
  });
});

/** What is needed here of an element of the page. */
interface Box {
  offsetHeight: number;
  scrollWidth: number;
  clientWidth: number;
  outerHTML: string;
}

/** The texts of the elements that take room on the paper. */
function visible(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 1)
    .map((element) => element.textContent || element.outerHTML.slice(0, 80))`);
}

/** From 0 for black to 1 for white. */
function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.3 * red + 0.6 * green + 0.1 * blue) / 255;
}
