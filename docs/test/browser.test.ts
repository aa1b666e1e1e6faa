import { readdirSync, readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { startSite } from '../serve.mjs';
import { requestSamples } from '../src/samples/request-samples.mjs';
import { chromiumPath, inChromium } from './chromium.ts';
import { openPage } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';
import { temporaryFolder } from './temporary-folder.ts';

const site = inject('site');
const spec: Spec = JSON.parse(readFileSync(join(site, 'openapi.json'), 'utf8'));
const [version = ''] = readdirSync(join(site, 'v'));

describe.skipIf(chromiumPath === undefined)(inChromium, () => {
  const running = siteInChromium();

  // Faults are sought in every test: there are to be none.
  const open = (address: string, options?: BrowserContextOptions) =>
    openPage(running.browser, address, options);

  const samplesPanel = (page: Page) => page.locator('.panel-request-samples').first();

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    test('the landing page loads without a fault, in the colours that the reader likes', async () => {
      await using opened = await open(running.server.url, { colorScheme });
      const { page, faults } = opened;
      expect(await page.title()).toBe(spec.info.title);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(spec.info.summary);
      expect(await brightness(page, 'body')).toBe(colorScheme);
      expect(faults).toEqual([]);
    });

    test('the reference loads without a fault, in the colours that the reader likes', async () => {
      await using opened = await open(`${running.server.url}reference/all-in-one/`, { colorScheme });
      const { page, faults } = opened;
      expect(await page.title()).toBe(`Reference · ${spec.info.title}`);
      await page.getByRole('heading', { level: 1, name: spec.info.title }).waitFor();
      await page.getByText('API docs by').waitFor();
      expect(await brightness(page, '.site-bar')).toBe(colorScheme);
      expect(faults).toEqual([]);
    });
  });

  test('without JavaScript the landing page is whole', async () => {
    await using opened = await open(running.server.url, { javaScriptEnabled: false });
    expect(await opened.page.locator('#VPContent').textContent()).toContain('curl -i');
  });

  test.each([
    [1440, 900],
    [360, 740],
  ])('on a screen of %i by %i one sees at once what this is and where to go', async (width, height) => {
    await using opened = await open(running.server.url, { viewport: { width, height } });
    const { page, faults } = opened;
    for (const name of ['Guides', 'Reference', 'Mock', 'Client', 'Spec']) {
      const box = await page.locator('.VPHero').getByRole('link', { name, exact: true }).boundingBox();
      expect(box && box.y + box.height).toBeLessThan(height);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(faults).toEqual([]);
  });

  test('on a tablet the bar on top has room for everything', async () => {
    await using opened = await open(`${running.server.url}benchmarks/`, {
      viewport: { width: 768, height: 900 },
    });
    for (const width of [768, 960, 1280]) {
      await opened.page.setViewportSize({ width, height: 900 });
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
  });

  test('the way back home is in the reference', async () => {
    await using opened = await open(`${running.server.url}reference/all-in-one/#/messages/sendmessage`);
    await opened.page.getByRole('link', { name: spec.info.title }).first().click();
    await opened.page.waitForURL(running.server.url);
  });

  test('a deep link shows the operation, with both code samples, and they follow the example', async () => {
    await using opened = await open(`${running.server.url}reference/all-in-one/#/messages/sendmessage`);
    const { page, faults } = opened;
    await page.getByRole('heading', { level: 2, name: 'Send one message' }).waitFor();
    const samples = requestSamples(spec as never).filter(({ operationId }) => operationId === 'sendMessage');
    const sourceOf = (example: string, language: string) =>
      samples.find((sample) => sample.example === example && sample.language === language)?.source ?? '';
    const [first = '', second = ''] = [...new Set(samples.map(({ example }) => example))];
    const panel = samplesPanel(page);
    const shown = async () => (await panel.locator('pre').textContent())?.trim();

    await expect.poll(shown).toBe(sourceOf(first, 'curl'));
    await panel.getByRole('button', { name: 'curl', exact: true }).click();
    await page.getByRole('menuitem', { name: 'TypeScript', exact: true }).click();
    await expect.poll(shown).toBe(sourceOf(first, 'typescript'));
    await panel.getByRole('button', { name: 'Example', exact: true }).click();
    await page
      .getByRole('menuitem', { name: spec.components.examples[second]?.summary ?? '', exact: true })
      .click();
    await expect.poll(shown).toBe(sourceOf(second, 'typescript'));
    expect(faults).toEqual([]);
  });

  test('a deep link shows a webhook, with its payload and its signature header', async () => {
    await using opened = await open(
      `${running.server.url}reference/all-in-one/#/message-events/receivemessagedelivered`,
    );
    const { page, faults } = opened;
    const { summary } = spec.webhooks['message.delivered']?.post ?? { summary: '' };
    await page.getByRole('heading', { level: 2, name: summary }).waitFor();
    await page.getByText('X-Comapi-Signature').first().waitFor();
    await page.locator('.panel-request-samples', { hasText: '"message.delivered"' }).first().waitFor();
    expect(faults).toEqual([]);
  });

  test('the search of an earlier version finds an operation, a field and a webhook', async () => {
    await using opened = await open(`${running.server.url}v/${version}/`);
    const { page, faults } = opened;
    await page.getByText('Ctrl+K').click();
    const dialog = page.getByTestId('search-dialog');
    for (const [words, result] of [
      ['batch of messages', 'Send a batch of messages'],
      ['requireOptIn', 'Send one message'],
      ['profile.undelete', 'profile.undelete'],
    ] as const) {
      await dialog.locator('input').fill(words);
      await dialog.getByText(result).first().waitFor();
    }
    expect(faults).toEqual([]);
  });

  test('the links and downloads of the reference are of the site', async () => {
    await using opened = await open(`${running.server.url}reference/all-in-one/`);
    const hrefs = await opened.page
      .locator('a[href]')
      .evaluateAll((anchors: Link[]) => anchors.map(({ href }) => href));
    expect(hrefs).toContain(`${running.server.url}openapi.yaml`);
    expect(hrefs).toContain(`${running.server.url}openapi.json`);
    const elsewhere = hrefs.filter(
      (href) => !href.startsWith(running.server.url) && !/^https:\/\/redocly\.com\/redoc\//.test(href),
    );
    expect(elsewhere).toEqual([]);
    expect(hrefs.filter((href) => /:\d+\/(messages|section)/.test(href))).toEqual([]);
  });

  test('the site works under a sub-path', async () => {
    await using folder = await temporaryFolder();
    await cp(site, join(folder.path, 'developers/api'), { recursive: true });
    await writeFile(join(folder.path, 'index.html'), 'another site');
    const other = await startSite({ port: 0, dir: folder.path });
    await using opened = await open(`${other.url}developers/api/`);
    const { page, faults } = opened;
    await page.getByRole('link', { name: 'Send one message' }).click();
    await page.waitForURL(`${other.url}developers/api/reference/operations/send-message.html`);
    await page.getByRole('heading', { level: 1, name: 'Send one message' }).waitFor();
    await page.getByRole('link', { name: 'Guides' }).first().click();
    await page.waitForURL(/developers\/api\/guides\//);
    await page.getByRole('link', { name: spec.info.title }).first().click();
    await page.waitForURL(`${other.url}developers/api/`);
    await page.getByRole('heading', { level: 1, name: spec.info.summary }).waitFor();
    expect(faults).toEqual([]);
    await other.close();
  });

  test('the reference in one page works from a folder on the disk', async () => {
    const context = await running.browser.newContext();
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text());
    });
    await page.goto(
      `${pathToFileURL(join(site, 'reference/all-in-one/index.html'))}#/messages/sendmessagebatch`,
    );
    await page.getByRole('heading', { level: 2, name: 'Send a batch of messages' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('without JavaScript an operation is whole: its fields, every sample, every answer', async () => {
    await using opened = await open(`${running.server.url}reference/operations/send-message.html`, {
      javaScriptEnabled: false,
    });
    const main = opened.page.getByRole('main');
    for (const words of ['sendMessage', 'requireOptIn', 'curl -i', 'urllib.request', 'TooManyRequests']) {
      expect(await main.getByText(words).first().isVisible(), words).toBe(true);
    }
  });

  test('with live reload a page shows a change by itself', async () => {
    await using folder = await temporaryFolder();
    await cp(site, folder.path, { recursive: true });
    const live = await startSite({ port: 0, dir: folder.path, live: true });
    const context = await running.browser.newContext();
    const page = await context.newPage();
    const connected = page.waitForResponse(`${live.url}-/reload`);
    await page.goto(live.url);
    await connected;
    const index = join(folder.path, 'index.html');
    await writeFile(index, (await readFile(index, 'utf8')).replace('<h1 ', '<h1 title="Changed" '));
    await page.locator('h1[title=Changed]').waitFor();
    await context.close();
    await live.close();
  });
});

/** What is needed here of a link in the page. */
interface Link {
  href: string;
  textContent: string;
}

interface Spec {
  info: { title: string; summary: string };
  webhooks: Record<string, { post: { summary: string } }>;
  components: { examples: Record<string, { summary: string }> };
}

/** Whether an element has light text on dark, or dark on light. */
async function brightness(page: Page, selector: string): Promise<string> {
  const script = `(({ color, backgroundColor }) => [color, backgroundColor])(
    getComputedStyle(document.querySelector('${selector}')),
  )`;
  const [text = 0, ground = 0] = (await page.evaluate<string[]>(script)).map((color) =>
    (color.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, value) => sum + Number(value), 0),
  );
  return text > ground ? 'dark' : 'light';
}
