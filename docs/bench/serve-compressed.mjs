import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import sirv from 'sirv';

const text = /\.(html|css|js|json|svg|txt|xml|yaml|md)$/;

/**
 * Serves a folder as a host of static files does: what is text is compressed beforehand.
 *
 * @param {string} folder gets a compressed copy beside each file
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveCompressed(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile() && text.test(entry.name))) {
    const file = join(parentPath, name);
    await writeFile(`${file}.gz`, await promisify(gzip)(await readFile(file), { level: 9 }));
  }
  const server = createServer(sirv(folder, { gzip: true }));
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
