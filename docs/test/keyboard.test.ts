import { startMock } from '@enterprise-communications/mock';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';
import { openPage } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';

const operation = 'reference/operations/send-message.html';

describe.skipIf(chromiumPath === undefined)(`with the keyboard alone, ${inChromium},`, () => {
  const running = siteInChromium();

  const open = () => openPage(running.browser, running.server.url + operation, { reducedMotion: 'reduce' });

  test('Tab goes through the page from the skip link to its end, and each stop is seen', async () => {
    await using opened = await open();
    const { page } = opened;
    const stops: Stop[] = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if (stop === null || stop.id === stops[0]?.id) break;
      expect(
        stops.map(({ id }) => id),
        'Tab goes in a circle',
      ).not.toContain(stop.id);
      stops.push(stop);
    }
    expect(stops[0]?.name).toBe('Skip to content');
    expect(stops.filter(({ seen }) => !seen)).toEqual([]);
    // Of the tabs of the samples one is a stop; the arrow keys go to the others.
    const places = await page.evaluate<string[]>(`[...document.querySelectorAll(
      '.VPContent :is(a[href], button, input:not([type=radio]), select, textarea)',
    )]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0)
      .map(${nameOf})`);
    const names = stops.map(({ name }) => name);
    expect(names.at(-1)).toBe(places.at(-1));
    expect(places.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('the skip link leads past the lists of pages', async () => {
    await using opened = await open();
    const { page } = opened;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('main, .aside') !== null")).toBe(true);
  });

  test('the search opens by a key, and closing it leaves the page as it was', async () => {
    await using opened = await open();
    const { page } = opened;
    for (const key of ['/', 'Control+k']) {
      await page.keyboard.press(key);
      const box = page.getByRole('searchbox');
      await box.waitFor();
      await page.keyboard.type('batch');
      expect(await box.inputValue()).toBe('batch');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'detached' });
    }
    expect(page.url()).toBe(running.server.url + operation);
  });

  test('the arrow keys go from one sample to the next', async () => {
    await using opened = await open();
    const { page } = opened;
    const group = page.locator('.vp-code-group').first();
    const labels = await group.locator('.tabs label').allTextContents();
    await group.locator('.tabs input').first().focus();
    for (const [index, label] of labels.entries()) {
      if (index > 0) await page.keyboard.press('ArrowRight');
      expect(await group.getByRole('radio', { name: label, exact: true }).isChecked()).toBe(true);
      const shown = group.locator('.blocks > div:visible');
      await expect.poll(() => shown.count()).toBe(1);
      expect(await shown.textContent()).toBe(await group.locator('.blocks > div').nth(index).textContent());
    }
  });

  test('a request is tried', async () => {
    const mock = await startMock({ port: 0 });
    await using opened = await open();
    const { page } = opened;
    await page.getByLabel('Server on your machine').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(mock.url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('a-token');
    // The body is not a trap: Tab leads out of it.
    for (let count = 0; count < 10 && (await focused(page))?.name !== 'Send'; count += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.locator('.try-it-status', { hasText: '201' }).waitFor();
    // The answer is told by a live region, and can be scrolled by the keyboard.
    await page.keyboard.press('Tab');
    expect((await focused(page))?.name).toBe('Body of the answer');
    await mock.close();
  });
});

interface Stop {
  id: number;
  name: string;
  seen: boolean;
}

const nameOf = `(element) =>
  element.ariaLabel || element.labels?.[0]?.textContent.trim() || element.textContent.trim().slice(0, 60) || element.outerHTML.slice(0, 80)`;

/** Where the focus is, and whether one sees it; \`null\` when it is nowhere in the page. */
function focused(page: Page): Promise<Stop | null> {
  return page.evaluate<Stop | null>(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    window.stops ??= [];
    if (!window.stops.includes(element)) window.stops.push(element);
    // The tabs of the samples are labels of radio buttons, which are not seen themselves.
    const shown = element.type === 'radio' ? element.labels[0] : element;
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(shown);
    const { width, height, top, bottom } = shown.getBoundingClientRect();
    const seen =
      outlineStyle !== 'none' && outlineWidth !== '0px' && Number(opacity) > 0 && width > 1 && height > 1 &&
      bottom > 0 && top < innerHeight;
    return { id: window.stops.indexOf(element), name: (${nameOf})(element), seen };
  })()`);
}
