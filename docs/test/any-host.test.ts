import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sirv from 'sirv';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { notFoundFiles } from '../src/not-found/not-found-page.mjs';
import { chromiumPath, inChromium, launchChromium } from './chromium.ts';
import { openPage } from './open-page.ts';

const site = inject('site');
const base = '/some/base/';

/** What any static host does: files under a path, `404.html` for the rest, and no header that a site may hope for. */
async function startHost(folder: string) {
  const missing = await readFile(join(folder, '404.html'));
  const files = sirv(folder, { dev: true });
  return listen((request, response) => {
    const notFound = () => void response.writeHead(404, { 'Content-Type': 'text/html' }).end(missing);
    if (!request.url?.startsWith(base)) notFound();
    else {
      request.url = request.url.slice(base.length - 1);
      files(request, response, notFound);
    }
  });
}

async function listen(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Puts an element into the page, and waits until the browser has loaded or refused it. */
function put(page: Page, tag: string, attributes: Record<string, string>) {
  return page.evaluate<string>(`new Promise((done) => {
    const element = Object.assign(document.createElement('${tag}'), ${JSON.stringify(attributes)});
    document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
    element.onload = () => done('loaded');
    document.body.append(element);
    setTimeout(() => done('nothing was refused'), 2000);
  })`);
}

describe.skipIf(chromiumPath === undefined)(`a host without headers, under a path, ${inChromium}`, () => {
  let browser: Browser;
  let host: Awaited<ReturnType<typeof startHost>>;
  let url: string;
  beforeAll(async () => {
    [browser, host] = await Promise.all([launchChromium(), startHost(site)]);
    url = host.origin + base;
  });
  afterAll(async () => {
    await browser.close();
    host.close();
  });

  test.each([
    '',
    'guides/errors.html',
    'reference/operations/send-message.html',
    'reference/schemas/message.html',
    'reference/all-in-one/',
  ])('/%s loads without a fault', async (path) => {
    await using opened = await openPage(browser, url + path);
    expect(opened.faults).toEqual([]);
  });

  test.each(['guides/errors.html', 'reference/all-in-one/', '404.html'])(
    '/%s lets in no script of its own, and nothing from another host',
    async (path) => {
      const asked: string[] = [];
      const other = await listen(({ url = '' }, response) => {
        asked.push(url);
        response.end();
      });
      await using opened = await openPage(browser, url + path);
      const { page } = opened;
      expect(await put(page, 'script', { textContent: 'window.ran = true' })).toBe('script-src-elem');
      expect(await page.evaluate('window.ran')).toBeUndefined();
      expect(await put(page, 'script', { src: `${other.origin}/script.js` })).toBe('script-src-elem');
      expect(await put(page, 'img', { src: `${other.origin}/image.png` })).toBe('img-src');
      expect(await put(page, 'link', { rel: 'stylesheet', href: `${other.origin}/style.css` })).toBe(
        'style-src-elem',
      );
      expect(asked).toEqual([]);
      other.close();
    },
  );

  test.each(['nowhere', 'nowhere/', 'guides/channels/no/such/page.html', 'v/0.1.0/nowhere.html'])(
    '/%s leads back to the site',
    async (path) => {
      await using opened = await openPage(browser, url + path);
      const { page } = opened;
      await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
      const links = page.getByRole('link');
      await expect
        .poll(async () => await links.evaluateAll((all: { href: string }[]) => all.map(({ href }) => href)))
        .toEqual(
          ['', 'guides/first-message.html', 'reference/', '?search', 'reference/', ''].map(
            (address) => url + address,
          ),
        );
    },
  );

  test('the 404 page leads to the search', async () => {
    await using opened = await openPage(browser, `${url}guides/nowhere.html`);
    const { page } = opened;
    await page.getByRole('link', { name: 'Search the site' }).click();
    await page.getByRole('searchbox').waitFor();
    expect(await page.evaluate("document.activeElement?.getAttribute('type')")).toBe('search');
  });

  test('the 404 page has the colours that were chosen on the site', async () => {
    await using opened = await openPage(browser, url, { colorScheme: 'light' });
    const { page } = opened;
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await page.goto(`${url}nowhere`);
    const light = await ground();
    await page.evaluate("localStorage.setItem('vitepress-theme-appearance', 'dark')");
    await page.reload();
    await expect.poll(ground).not.toBe(light);
  });
});

test('without scripts the links of the 404 page count from where the site is known to be', () => {
  const info = { title: 'An API' };
  const pageFor = (siteUrl: string) => notFoundFiles({ info } as never, siteUrl)[0]?.[1];
  expect(pageFor('https://docs.example/api/')).toContain('href="/api/reference/"');
  expect(pageFor('')).toContain('href="/reference/"');
});
