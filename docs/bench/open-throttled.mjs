/** A slow phone, as Chromium's own developer tools imitate it: "Slow 4G", and a processor of a quarter of the speed. */
export const throttle = { latency: 562.5, bitsPerSecond: 1_440_000, uploadBitsPerSecond: 675_000, cpu: 4 };

const quiet = 2_000;
const patience = 120_000;

/**
 * Opens a page with nothing in the cache.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} sentence that makes the page readable
 * @returns {Promise<{ ms: number, bytes: number }>} `ms` from the start of the navigation until the sentence stands in the
 *   window; `bytes` is all that came over the network, headers included, until nothing more did
 * @throws when the sentence does not come
 */
export async function openThrottled(browser, address, sentence) {
  const { page, close } = await newPage(browser);
  try {
    const traffic = await throttled(page);
    await page.addInitScript(noteWhenReadable(sentence));
    await page.goto(address, { waitUntil: 'commit' });
    const ms = await whenReadable(page);
    if (ms === undefined)
      throw new Error(`${address} did not show "${sentence}" within ${patience / 1000} s`);
    await traffic.settled();
    return { ms, bytes: traffic.bytes() };
  } finally {
    await close();
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number | undefined>} undefined when it took too long
 */
async function whenReadable(page) {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    // Playwright's waitForFunction would evaluate under the page's policy, which forbids it.
    const ms = await page.evaluate('globalThis.readableAfter');
    if (typeof ms === 'number') return ms;
    await page.waitForTimeout(200);
  }
  return undefined;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} sentence
 * @returns {Promise<boolean>} whether it can be read with scripts off
 */
export async function readableWithoutScripts(browser, address, sentence) {
  const { page, close } = await newPage(browser, { javaScriptEnabled: false });
  try {
    await page.goto(address);
    return await page.getByText(sentence).first().isVisible();
  } finally {
    await close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function newPage(browser, options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return { page: await context.newPage(), close: () => context.close() };
}

/** @param {import('playwright-core').Page} page */
async function throttled(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: throttle.latency,
    downloadThroughput: throttle.bitsPerSecond / 8,
    uploadThroughput: throttle.uploadBitsPerSecond / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle.cpu });
  /** @type {Set<string>} */
  const open = new Set();
  let bytes = 0;
  let last = performance.now();
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    // Of what a page makes itself (blob:, data:) no end is told.
    if (!request.url.startsWith('http')) return;
    open.add(requestId);
    last = performance.now();
  });
  for (const event of /** @type {const} */ (['Network.loadingFinished', 'Network.loadingFailed'])) {
    devtools.on(event, (/** @type {{ requestId: string, encodedDataLength?: number }} */ ended) => {
      open.delete(ended.requestId);
      bytes += ended.encodedDataLength ?? 0;
      last = performance.now();
    });
  }
  return {
    bytes: () => bytes,
    async settled() {
      while (open.size > 0 || performance.now() - last < quiet) await page.waitForTimeout(100);
    },
  };
}

/**
 * Runs in the page, before anything of its own, and looks once for each frame that is drawn.
 *
 * @param {string} sentence
 */
const noteWhenReadable = (sentence) => `{
  const inWindow = ({ top, height }) => height > 0 && top >= 0 && top < innerHeight;
  const look = () => {
    const shown = [...document.getElementsByTagName('p')].some(
      (paragraph) =>
        paragraph.textContent.includes(${JSON.stringify(sentence)}) &&
        paragraph.checkVisibility() &&
        inWindow(paragraph.getBoundingClientRect()),
    );
    // What is found is on the screen when the next frame comes.
    requestAnimationFrame(shown ? () => (globalThis.readableAfter = performance.now()) : look);
  };
  requestAnimationFrame(look);
}`;
