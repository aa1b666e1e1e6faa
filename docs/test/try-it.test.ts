import { startMock } from '@enterprise-communications/mock';
import { startSandbox } from '@enterprise-communications/sandbox';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startSite } from '../serve.mjs';
import { chromiumPath, inChromium, launchChromium } from './chromium.ts';
import { watchFaults } from './open-page.ts';

const site = inject('site');

describe.skipIf(chromiumPath === undefined)(`trying a request ${inChromium}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof startSite>>;
  let mock: Awaited<ReturnType<typeof startMock>>;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    browser = await launchChromium();
    [server, mock, sandbox] = await Promise.all([
      startSite({ port: 0, dir: site }),
      startMock({ port: 0 }),
      startSandbox(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([server.close(), mock.close(), sandbox.close()]);
  });

  /** Opens the page of an operation, and lets the caller fill in the form. */
  async function open(operation: string, also: string[]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const faults = await watchFaults(page, new URL(server.url).origin, also);
    await page.goto(`${server.url}reference/operations/${operation}.html`, { waitUntil: 'networkidle' });
    return { page, faults, [Symbol.asyncDispose]: () => context.close() };
  }
  const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).click();
  const serverBox = (page: Page) => page.getByLabel('Server on your machine');

  test('gets a 201 from the mock, and the message is read back from the next page', async () => {
    await using opened = await open('send-message', [mock.url]);
    const { page, faults } = opened;
    await serverBox(page).fill(mock.url);
    await send(page);
    await page.locator('.try-it-status', { hasText: '201' }).waitFor();
    expect(await page.getByRole('region', { name: 'Body of the answer' }).textContent()).toContain(
      'messageId',
    );
    await page.getByRole('link', { name: 'Get a message and its status' }).first().click();
    // The address changes before the page does.
    await page.getByRole('heading', { level: 1, name: 'Get a message' }).waitFor();
    expect(await serverBox(page).inputValue()).toBe(mock.url);
    await send(page);
    await page.locator('.try-it-status', { hasText: '200' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('explains a 400 of the sandbox', async () => {
    await using opened = await open('send-message', [sandbox.url]);
    const { page } = opened;
    await serverBox(page).fill(sandbox.url);
    await page.locator('.try-it textarea').fill('{ "body": "Hello", "rules": [] }');
    await send(page);
    await page.locator('.try-it-status', { hasText: '400' }).waitFor();
    const words = await page.locator('.try-it-failures').textContent();
    expect(words).toContain('Nothing was accepted.');
    expect(words).toMatch(/to\s+is required/);
    expect(words).toContain('rules');
  });

  test('sends nothing to another host, whatever is typed in', async () => {
    await using opened = await open('send-message', []);
    const { page, faults } = opened;
    await serverBox(page).fill('https://api.example');
    await send(page);
    await page.getByText('The address must be one on your own machine').waitFor();
    expect(faults).toEqual([]);
  });

  test('says so when nobody answers', async () => {
    const gone = await startSite({ port: 0, dir: site });
    await gone.close();
    await using opened = await open('send-message', [gone.url.slice(0, -1)]);
    const { page } = opened;
    await serverBox(page).fill(gone.url);
    await send(page);
    await page.getByText(`No answer from ${gone.url}`).waitFor();
  });

  test('keeps address and token in the tab, and nowhere else', async () => {
    await using opened = await open('send-message', [mock.url]);
    const { page } = opened;
    await page.getByLabel('Access token').fill('a-token-of-mine');
    await page.reload();
    expect(await page.getByLabel('Access token').inputValue()).toBe('a-token-of-mine');
    const elsewhere = await page.evaluate<string>(
      'JSON.stringify(localStorage) + document.cookie + location.href',
    );
    expect(elsewhere).not.toContain('a-token-of-mine');
    const other = await page.context().newPage();
    await other.goto(page.url());
    expect(await other.getByLabel('Access token').inputValue()).toBe('any-token');
  });
});
