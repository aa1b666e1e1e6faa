import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/**
 * Opens a page and notes whatever it should not do: a request to another host, an answer that is an error, anything on
 * the console, an exception, a breach of the content security policy.
 */
export async function openPage(browser: Browser, address: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = await watchFaults(page, new URL(address).origin);
  await page.goto(address, { waitUntil: 'networkidle' });
  return { page, faults, [Symbol.asyncDispose]: () => context.close() };
}

/** The list grows while the page is used. `also` are the origins that the page may ask beside its own. */
export async function watchFaults(page: Page, origin: string, also: string[] = []): Promise<string[]> {
  const faults: string[] = [];
  const allowed = [origin, ...also].map((one) => `${one}/`);
  page.on('request', (request) => {
    if (!allowed.some((one) => request.url().startsWith(one)) && !request.url().startsWith('data:')) {
      faults.push(`asks ${request.url()}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url().startsWith(`${origin}/`)) {
      faults.push(`${response.status()} for ${response.url()}`);
    }
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  // A breach that the page's script takes in its stride is not on the console.
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) => {
    console.error('breaks', event.violatedDirective, 'by', event.blockedURI, 'in', event.sourceFile);
  })`);
  return faults;
}
