import { startSite } from '@enterprise-communications/docs/serve';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../src/browser.ts';
import { at, contract, keysAt } from '../src/contract.ts';
import { step } from '../src/json-pointer.ts';
import { operations, webhooks } from '../src/operations.ts';
import { loadedFromElsewhere, readSiteFiles } from '../src/site-files.ts';

const all = [...operations, ...webhooks];
const schemas = keysAt('/components/schemas').map((name) => ({
  name,
  title: String(at(step('/components/schemas', name, 'title'))),
}));

describe('the built site', () => {
  const files = readSiteFiles();
  const reference = [...files]
    .filter(([name]) => /^reference\/.*\.(html|js)$/.test(name))
    .map(([, text]) => text)
    .join('\n');

  test('names every operation and webhook in its reference', () => {
    const words = all.flatMap(({ id, path, summary }) => [id, path, summary]);
    expect(words.filter((word) => !reference.includes(word))).toEqual([]);
  });

  test('names every schema in its reference', () => {
    expect(
      schemas.filter(({ name, title }) => !reference.includes(name) || !reference.includes(title)),
    ).toEqual([]);
  });

  test('offers the contract for download as it is', () => {
    expect(JSON.parse(files.get('openapi.json') ?? 'null')).toEqual(contract);
  });

  test('has no page or style sheet that loads something from another host', () => {
    const pages = [...files].filter(([name]) => /\.(html|css|svg)$/.test(name));
    expect(pages.map(([name]) => name)).toEqual(
      expect.arrayContaining(['index.html', 'reference/index.html']),
    );
    const loads = pages.flatMap(([name, text]) =>
      loadedFromElsewhere(text).map((address) => `${name}: ${address}`),
    );
    expect(loads).toEqual([]);
  });
});

describe('something loaded from another host is found in', () => {
  test.each([
    '<script src="https://cdn.example/a.js"></script>',
    '<link rel="stylesheet" href=//cdn.example/a.css>',
    '<img alt="" src=\'http://cdn.example/a.png\'>',
    '<style>@import "https://cdn.example/a.css";</style>',
    'body { background: url(https://cdn.example/a.png) }',
  ])('%s', (text) => {
    expect(loadedFromElsewhere(text)).toHaveLength(1);
  });
});

const executablePath = findChromium();

describe.skipIf(!executablePath)(
  executablePath ? 'the site in Chromium' : 'the site in Chromium (skipped: there is no Chromium on PATH)',
  () => {
    let site: Awaited<ReturnType<typeof startSite>>;
    let browser: Browser;
    let page: Page;
    const elsewhere: string[] = [];
    const complaints: string[] = [];

    beforeAll(async () => {
      site = await startSite({ port: 0 });
      browser = await chromium.launch({ executablePath: executablePath as string, args: ['--no-sandbox'] });
      // The server forbids other hosts by a header. Without it the pages have to behave by themselves, as they must on
      // any other server.
      const context = await browser.newContext({ bypassCSP: true });
      await context.route(
        ({ origin, protocol }) =>
          !['blob:', 'data:'].includes(protocol) && origin !== new URL(site.url).origin,
        (route) => {
          elsewhere.push(route.request().url());
          return route.abort();
        },
      );
      page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
      });
    }, 30_000);

    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    test('shows the landing page, which leads to the reference', async () => {
      await page.goto(site.url);
      expect(await page.title()).toBe(String(at('/info/title')));
      await page
        .locator('main a', { hasText: 'Reference' })
        .or(page.locator('a.VPButton', { hasText: 'Reference' }))
        .first()
        .click();
      await page.waitForURL(`${site.url}reference/`);
    });

    const tags = (at('/tags') as { name: string }[]).map(({ name }) => name);

    test.each(tags)('shows the operations of the tag %s', async (tag) => {
      const tagged = all.filter(({ pointer }) => (at(step(pointer, 'tags')) as string[]).includes(tag));
      expect(tagged.length).toBeGreaterThan(0);
      await open(`#/${slug(tag)}`);
      for (const { id, path, summary } of tagged) {
        await shows(`a[href="#/${slug(tag)}/${id.toLowerCase()}"]`, summary);
        await shows('body', path);
      }
    });

    test('shows every schema', async () => {
      await open('#/schemas');
      for (const { name, title } of schemas) await shows(`a[href="#/schemas/${name.toLowerCase()}"]`, title);
    });

    test.each(all.map(({ id, pointer }) => [id, pointer] as const))(
      'shows %s by its own address',
      async (id, pointer) => {
        const [tag = ''] = at(step(pointer, 'tags')) as string[];
        await open(`#/${slug(tag)}/${id.toLowerCase()}`);
        const [words = ''] = String(at(step(pointer, 'description'))).split(/[.:`*]/);
        await shows('body', words.trim().replaceAll(/\s+/g, ' '));
      },
    );

    test('has asked no other host for anything, and has not complained', () => {
      expect(elsewhere).toEqual([]);
      expect(complaints).toEqual([]);
    });

    async function open(fragment: string): Promise<void> {
      await page.goto(`${site.url}reference/all-in-one/${fragment}`);
    }

    /** Waits until an element that fits the selector has the text. */
    async function shows(selector: string, text: string): Promise<void> {
      await page
        .locator(selector, { hasText: text })
        .first()
        .waitFor({ timeout: 10_000 })
        .catch(() => expect.fail(`The page does not show “${text}” in ${selector}.`));
    }

    function slug(tag: string): string {
      return tag.toLowerCase().replaceAll(' ', '-');
    }
  },
);
