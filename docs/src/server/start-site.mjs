import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { UserError } from '../user-error.mjs';
import { liveReload } from './live-reload.mjs';
import { securityHeaders } from './security-headers.mjs';

const builtSite = fileURLToPath(new URL('../../dist', import.meta.url));

/** All of the site's text is UTF-8; a file that does not say so is shown with wrong letters. */
const textTypes = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
});

/**
 * Serves the built site.
 *
 * @param {{ port?: number, host?: string, dir?: string, live?: boolean }} [options] `port` 0 lets the system choose;
 *   `dir` is the folder of the site, docs/dist by default; with `live`, open pages reload when the folder changes
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash; `close` also ends the
 *   connections that are open
 * @throws {UserError} when there is no site in the folder, or the address cannot be used
 */
export async function startSite({ port = 4000, host = '127.0.0.1', dir = builtSite, live = false } = {}) {
  if (!existsSync(join(dir, 'index.html'))) {
    throw new UserError(`There is no site in ${dir}. Build it with: pnpm --filter docs build`);
  }
  const reload = live ? await liveReload(dir) : undefined;
  const files = sirv(dir, {
    // Looks at the folder for each request, so a site that is built again is served as it is now.
    dev: true,
    etag: true,
    setHeaders(response, path) {
      const type = textTypes[extname(path)];
      if (type) response.setHeader('Content-Type', type);
    },
    onNoMatch: (_request, response) => notFound(response, join(dir, '404.html')),
  });

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  const answer = async (request, response) => {
    const path = pathOf(request);
    for (const [name, value] of Object.entries(securityHeaders(path ?? ''))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return plain(response, 405, 'This is a site to read.');
    }
    if (path === undefined) return plain(response, 400, 'That is not an address.');
    if (reload?.handle(path, response)) return;
    if (!path.endsWith('/') && existsSync(join(dir, path, 'index.html'))) {
      // Relative links in the page count from its folder.
      response.setHeader('Location', `${encodeURI(path.slice(path.lastIndexOf('/') + 1))}/`);
      return plain(response, 301, 'The page is a folder.');
    }
    const page = reload && (await readPage(join(dir, path)));
    if (reload && page !== undefined) {
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(reload.inject(page));
      return;
    }
    // A part of a file is of no use here, and sirv fails on a range that ends before it starts.
    delete request.headers.range;
    files(request, response);
  };
  // A file can go between the look at it and the answer, when the site is being built.
  const server = createServer((request, response) =>
    answer(request, response).catch(() => plain(response, 500, 'The file cannot be read.')),
  );

  try {
    await listen(server, port, host);
  } catch (error) {
    reload?.close();
    throw error;
  }
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/`,
    close() {
      reload?.close();
      return new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    },
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(server, port, host) {
  return new Promise((done, fail) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ { code, message }) => {
      fail(
        new UserError(
          code === 'EADDRINUSE'
            ? `Port ${port} on ${host} is in use. Stop what listens there, or choose another with --port.`
            : `Cannot listen on port ${port} of ${host}: ${message}`,
        ),
      );
    });
    server.listen(port, host, done);
  });
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {string | undefined} the path, with no `..` in it; undefined when the request names none
 */
function pathOf(request) {
  try {
    return decodeURI(new URL(`http://site.test${request.url}`).pathname);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @returns {Promise<string | undefined>} undefined when the path is not that of a page
 */
async function readPage(path) {
  const file = path.endsWith('/') ? join(path, 'index.html') : path;
  if (extname(file) !== '.html') return undefined;
  return readFile(file, 'utf8').catch(() => undefined);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {string} file the page to send, in words of its own when the folder has none
 */
function notFound(response, file) {
  if (!existsSync(file)) return plain(response, 404, 'There is no such page.');
  for (const [name, value] of Object.entries(securityHeaders(file))) response.setHeader(name, value);
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(readFileSync(file));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function plain(response, status, text) {
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8').end(`${text}\n`);
}
