import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium as browserType } from 'playwright-core';
import { bundled } from './bundled.ts';
import { onPath, type Runtime } from './runtime.ts';

export const chromium: Runtime = {
  name: 'Chromium',
  binary: onPath('chromium', 'chromium-browser', 'google-chrome'),
  async run(binary, folder, program, baseUrl) {
    const script = await bundled(folder, program, 'globalThis.run = run;');
    // A page on loopback, since WebCrypto is for secure origins and a file is none.
    const server = createServer((request, response) => {
      const [type, body] = request.url === '/program.js' ? ['text/javascript', script] : ['text/html', page];
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await browserType.launch({
      executablePath: binary,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      return await tab.evaluate(
        async (options) => (globalThis as unknown as { run(given: object): Promise<string> }).run(options),
        { baseUrl },
      );
    } finally {
      await browser.close();
      server.close();
    }
  },
};

const page = '<!doctype html><title>A program</title><script type="module" src="/program.js"></script>';
