import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const eventsPath = '/-/reload';
const scriptPath = '/-/reload.js';
const script = `new EventSource('${eventsPath}').onmessage = () => location.reload();\n`;

/**
 * Lets open pages reload when the site was built again. The folder is looked at four times a second, which a site of a
 * few files does not feel, and which goes on working when the folder is removed and made anew.
 *
 * @param {string} folder
 * @returns {Promise<{
 *   handle: (path: string, response: import('node:http').ServerResponse) => boolean,
 *   inject: (page: string) => string,
 *   close: () => void,
 * }>} `handle` answers the requests of the pages' own script, and says whether it did
 */
export async function liveReload(folder) {
  /** @type {Set<import('node:http').ServerResponse>} */
  const pages = new Set();
  let served = await stateOf(folder);
  let last = served;
  let closed = false;

  const look = async () => {
    const now = await stateOf(folder);
    // Two equal looks in a row: the build has finished writing.
    if (now !== '' && now === last && now !== served) {
      served = now;
      for (const page of pages) page.write('data: changed\n\n');
    }
    last = now;
    if (!closed) timer.refresh();
  };
  const timer = setTimeout(look, 250);

  return {
    handle(path, response) {
      if (path === scriptPath) {
        response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(script);
        return true;
      }
      if (path !== eventsPath) return false;
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': connected\n\n');
      pages.add(response);
      response.on('close', () => pages.delete(response));
      return true;
    },
    inject: (page) => page.replace('</body>', `<script src="${scriptPath}" async></script></body>`),
    close() {
      closed = true;
      clearTimeout(timer);
      for (const page of pages) page.end();
    },
  };
}

/**
 * @param {string} folder
 * @returns {Promise<string>} differs when a file was written, added or removed; '' while the folder cannot be read
 */
async function stateOf(folder) {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const stats = await Promise.all(paths.map((path) => stat(path)));
    return paths.map((path, index) => `${path} ${stats[index]?.mtimeMs} ${stats[index]?.size}`).join('\n');
  } catch {
    return '';
  }
}
