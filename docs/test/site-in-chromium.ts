import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { startSite } from '../serve.mjs';
import { launchChromium } from './chromium.ts';

/** The built site, served, and a browser, for as long as the tests of a `describe` run. */
export function siteInChromium() {
  const running = {} as { browser: Browser; server: Awaited<ReturnType<typeof startSite>> };
  beforeAll(async () => {
    running.browser = await launchChromium();
    running.server = await startSite({ port: 0, dir: inject('site') });
  });
  afterAll(async () => {
    await running.browser.close();
    await running.server.close();
  });
  return running;
}
