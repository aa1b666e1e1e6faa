/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { spawnSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { receiverForTest, SECRET } from './receiver.ts';
import { SMS, sandboxForTest, send } from './sandbox.ts';

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

describe.skipIf(CHROMIUM === undefined)('the Inbox in a browser (skipped where no Chromium is found)', () => {
  let browser: Browser;

  beforeAll(async () => {
    const executablePath = spawnSync('which', [CHROMIUM as string], { encoding: 'utf8' }).stdout.trim();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** Opens the page; it may ask nobody but the sandbox, and may not complain. */
  async function open(url: string, options: { colorScheme?: 'dark' | 'light' } = {}): Promise<Page> {
    const page = await browser.newPage(options);
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    page.on('console', (message) => {
      // A refusal by the sandbox is shown to the person; the browser logs it all the same.
      const isRefusal = message.text().includes('status of 409');
      if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    onTestFinished(async () => {
      await page.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url);
    return page;
  }

  test('tells a newcomer what to send, and what they send appears by itself', async () => {
    const sandbox = await sandboxForTest();
    const page = await open(sandbox.url);
    await page.getByText('Nothing has been sent yet').waitFor();
    const command = await page.locator('pre').first().textContent();
    expect(command).toContain(`curl ${sandbox.url}/apispaces/`);
    await send(sandbox, { ...SMS, body: 'Fresh from the oven' });
    await page.getByRole('button', { name: 'Fresh from the oven' }).waitFor();
  });

  test('shows a message as its recipient sees it, its timeline, and its webhook attempts with signatures', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    const to = {
      profileId: 'ada',
      firstName: 'Ada',
      fbMessengerId: 'sandbox-refused',
      phoneNumber: '447700900123',
    };
    await send(sandbox, { to, body: 'Hi {{profile.firstName}}', rules: ['fbMessenger', 'sms'] });
    const page = await open(sandbox.url);
    await page.getByRole('button', { name: /Hi Ada/ }).click();
    const detail = page.getByRole('region', { name: /^Message / });
    expect(await detail.locator('.bubble').textContent()).toBe('Hi Ada');
    await page.getByRole('button', { name: 'Advance the clock by 1m' }).click();
    await detail.getByText('delivered').first().waitFor();
    expect(await detail.locator('.timeline').textContent()).toContain('fbMessenger: failed');
    await detail.getByText('message.delivered (revision 4), 200').click();
    const [signature] = receiver.requests.length > 0 ? ['X-Comapi-Signature: '] : [''];
    expect(await detail.locator('details[open] pre').first().textContent()).toMatch(
      new RegExp(`${signature}[0-9a-f]{40}`),
    );
  });

  test('replies as the recipient, marks read, and sends a webhook again', async () => {
    const receiver = await receiverForTest();
    const sandbox = await sandboxForTest({ webhook: { url: receiver.url, secret: SECRET } });
    await send(sandbox);
    await sandbox.advance('1m');
    const page = await open(sandbox.url);
    await page.getByRole('button', { name: /Hello/ }).click();
    await page.getByLabel('Reply as the recipient').fill('Thank you');
    await page.keyboard.press('Enter');
    await page.locator('.theirs', { hasText: 'Thank you' }).waitFor();
    await page.getByRole('button', { name: 'Mark read' }).click();
    await page.getByText(/message.read \(revision/).waitFor();
    await page.getByText(/message.sent \(revision/).click();
    await page.getByRole('button', { name: 'Send message.sent again' }).click();
    await expect.poll(() => receiver.events().filter(({ name }) => name === 'message.sent').length).toBe(2);
    expect(receiver.events().map(({ name }) => name)).toContain('message.inbound');
    await page.getByRole('button', { name: 'Mark read' }).click();
    await page.getByRole('alert').getByText('The message is read and cannot become read.').waitFor();
  });

  test('searches and filters', async () => {
    const sandbox = await sandboxForTest();
    await send(sandbox, { ...SMS, body: 'apples' });
    await send(sandbox, { to: { email: 'ada@shop.test' }, body: 'pears', rules: ['email'] });
    const page = await open(sandbox.url);
    const items = page.getByRole('navigation', { name: 'Messages' }).getByRole('button');
    await expect.poll(() => items.count()).toBe(2);
    await page.getByRole('searchbox', { name: 'Search' }).fill('pear');
    await expect.poll(() => items.allTextContents()).toEqual([expect.stringContaining('pears')]);
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.getByRole('combobox', { name: 'Channel' }).selectOption('sms');
    await expect.poll(() => items.allTextContents()).toEqual([expect.stringContaining('apples')]);
  });

  test('works by keyboard alone', async () => {
    const sandbox = await sandboxForTest();
    await send(sandbox);
    const page = await open(sandbox.url);
    await page.getByRole('button', { name: /Hello/ }).waitFor();
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.closest('nav') !== null)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
  });

  test('what a message says is shown as text, and never run', async () => {
    const sandbox = await sandboxForTest();
    const body = '<img src=x onerror="document.title=1"><b>bold</b>';
    await send(sandbox, { ...SMS, body });
    const page = await open(sandbox.url);
    await page.getByRole('button', { name: 'bold' }).click();
    expect(await page.locator('.bubble').textContent()).toBe(body);
    expect(await page.title()).toBe('Sandbox Inbox');
  });

  test.each(['light', 'dark'] as const)('text can be read on its ground in %s', async (colorScheme) => {
    const sandbox = await sandboxForTest();
    await send(sandbox, { ...SMS, to: { phoneNumber: '447700900010' } });
    await sandbox.advance('1m');
    const page = await open(sandbox.url, { colorScheme });
    await page.getByRole('button', { name: /Hello/ }).click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    // Relative luminance and contrast as WCAG 2 defines them; 4.5 is its level AA.
    const worst = await page.evaluate(() => {
      const luminance = (color: string) => {
        const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? [])
          .map((part) => Number(part) / 255)
          .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element: Element | null): string => {
        if (element === null) return 'rgb(255, 255, 255)';
        const color = getComputedStyle(element).backgroundColor;
        return color === 'rgba(0, 0, 0, 0)' ? ground(element.parentElement) : color;
      };
      const contrasts = [...document.querySelectorAll('#app *')]
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
        )
        .map((element) => {
          const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort(
            (x, y) => y - x,
          ) as [number, number];
          return (a + 0.05) / (b + 0.05);
        });
      return Math.min(...contrasts);
    });
    expect(worst).toBeGreaterThanOrEqual(4.5);
  });
});
