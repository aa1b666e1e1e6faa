import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startSite } from '../serve.mjs';
import { oneLine, runCommand, startCommand } from './run-command.ts';
import { temporaryFolder } from './temporary-folder.ts';

const site = inject('site');

describe('the site over HTTP', () => {
  let server: Awaited<ReturnType<typeof startSite>>;
  beforeAll(async () => {
    server = await startSite({ port: 0, dir: site });
  });
  afterAll(() => server.close());

  test('says where it listens', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  test.each([
    ['', 'index.html', 'text/html;charset=utf-8'],
    ['index.html', 'index.html', 'text/html;charset=utf-8'],
    ['reference/', 'reference/index.html', 'text/html;charset=utf-8'],
    ['reference/all-in-one/reference.css', 'reference/all-in-one/reference.css', 'text/css; charset=utf-8'],
    ['openapi.json', 'openapi.json', 'application/json; charset=utf-8'],
    ['openapi.yaml', 'openapi.yaml', 'text/yaml; charset=utf-8'],
    ['favicon.svg', 'favicon.svg', 'image/svg+xml'],
    ['openapi.json?v=1', 'openapi.json', 'application/json; charset=utf-8'],
  ])('/%s is the file %s, as %s', async (path, file, type) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer()).equals(await readFile(join(site, file)))).toBe(true);
  });

  test('scripts are JavaScript in UTF-8', async () => {
    const page = await (await fetch(`${server.url}reference/all-in-one/`)).text();
    const script = /src="\.\/(start-[^"]+)"/.exec(page)?.[1];
    const response = await fetch(`${server.url}reference/all-in-one/${script}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    ['', "'self'"],
    // It has one script and one style in itself.
    ['no-such-page', expect.stringMatching(/^'sha256-[\w+/]{43}='$/)],
  ])('/%s is sent under a policy that lets pages load from here alone', async (path, own) => {
    const { headers } = await fetch(server.url + path);
    const policy = headers.get('content-security-policy')?.split('; ');
    const sourcesOf = (name: string) =>
      policy?.find((one) => one.startsWith(`${name} `))?.slice(name.length + 1);
    expect(sourcesOf('default-src')).toBe("'self'");
    expect(sourcesOf('script-src')).toEqual(own);
    expect(sourcesOf('style-src')).toEqual(own);
    expect(sourcesOf('frame-ancestors')).toBe("'none'");
    // What the reader tries goes to a server on the reader's own machine.
    expect(policy?.join().replace(/ http:\/\/(127\.0\.0\.1|localhost):\*/g, '')).not.toMatch(
      /https?:|\*|unsafe/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('a page without its last slash is sent on, by a relative address', async () => {
    const response = await fetch(`${server.url}reference`, { redirect: 'manual' });
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('reference/');
  });

  test('two slashes before a folder do not make a host of it', async () => {
    expect((await raw(server.url, { path: '//reference' })).headers.location).toBe('reference/');
  });

  test.each(['nowhere/', 'nowhere', 'guides/no/where.html'])(
    'for /%s, which is not there, the page that says so is sent as a 404',
    async (path) => {
      const response = await fetch(server.url + path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toBe(await readFile(join(site, '404.html'), 'utf8'));
    },
  );

  test.each(['POST', 'PUT', 'DELETE'])('%s is a 405', async (method) => {
    const response = await fetch(server.url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  test('HEAD has the headers and no body', async () => {
    const response = await fetch(`${server.url}openapi.yaml`, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe(
      `${(await readFile(join(site, 'openapi.yaml'))).length}`,
    );
    expect(await response.text()).toBe('');
  });

  test('a file that the browser has already is a 304', async () => {
    const first = await fetch(`${server.url}openapi.yaml`);
    const etag = first.headers.get('etag') ?? '';
    const again = await raw(server.url, { path: '/openapi.yaml', headers: { 'if-none-match': etag } });
    expect(etag).not.toBe('');
    expect(again.status).toBe(304);
  });

  test.each([
    '/../package.json',
    '/reference/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '//etc/passwd',
    '/index.html%00.txt',
  ])('%s does not lead out of the site', async (path) => {
    expect((await raw(server.url, { path })).status).toBe(404);
  });

  test('an address that is none is a 400', async () => {
    expect((await raw(server.url, { path: '/%zz' })).status).toBe(400);
  });

  test('a range that ends before it starts is answered with the whole file', async () => {
    const { status, body } = await raw(server.url, {
      path: '/openapi.yaml',
      headers: { range: 'bytes=5-2' },
    });
    expect(status).toBe(200);
    expect(body).toBe(await readFile(join(site, 'openapi.yaml'), 'utf8'));
  });
});

test('a site that is built again is served as it is now', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'index.html'), 'short');
  const server = await startSite({ port: 0, dir: folder.path });
  expect(await (await fetch(server.url)).text()).toBe('short');
  await writeFile(join(folder.path, 'index.html'), 'now much longer');
  expect(await (await fetch(server.url)).text()).toBe('now much longer');
  await server.close();
});

describe('with live reload', () => {
  test('pages have the script that reloads them, and the files have not', async () => {
    const server = await startSite({ port: 0, dir: site, live: true });
    for (const path of ['', 'reference/', 'index.html']) {
      const page = await (await fetch(server.url + path)).text();
      expect(page).toContain('<script src="/-/reload.js" async></script></body>');
    }
    const script = await fetch(`${server.url}-/reload.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toContain("new EventSource('/-/reload')");
    await server.close();

    for (const path of ['index.html', 'reference/index.html']) {
      expect(await readFile(join(site, path), 'utf8')).not.toContain('/-/reload');
    }
  });

  test('without it there is no such script', async () => {
    const server = await startSite({ port: 0, dir: site });
    expect(await (await fetch(server.url)).text()).not.toContain('/-/reload');
    expect((await fetch(`${server.url}-/reload`)).status).toBe(404);
    await server.close();
  });

  test('a change of the folder is told to the open pages once, and a look alone is not', async () => {
    await using folder = await temporaryFolder();
    await cp(site, folder.path, { recursive: true });
    const server = await startSite({ port: 0, dir: folder.path, live: true });
    const events = await eventsOf(`${server.url}-/reload`);
    await writeFile(join(folder.path, 'index.html'), '<body>changed</body>');
    expect(await events.next()).toBe('data: changed');
    expect(await (await fetch(server.url)).text()).toContain('changed');
    await writeFile(join(folder.path, 'new.html'), 'new');
    expect(await events.next()).toBe('data: changed');
    await server.close();
    expect(await events.next()).toBe(undefined);
  });
});

test('closing ends the connections that are open', async () => {
  const server = await startSite({ port: 0, dir: site, live: true });
  const events = await eventsOf(`${server.url}-/reload`);
  await server.close();
  expect(await events.next()).toBe(undefined);
  await expect(fetch(server.url)).rejects.toThrow();
});

test('a site without a 404 page says it in one line', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'index.html'), 'a site');
  const server = await startSite({ port: 0, dir: folder.path });
  const response = await fetch(`${server.url}nowhere`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('There is no such page.\n');
  await server.close();
});

test('startSite says when there is no site', async () => {
  await using folder = await temporaryFolder();
  await expect(startSite({ port: 0, dir: folder.path })).rejects.toThrow(
    `There is no site in ${folder.path}. Build it with: pnpm --filter docs build`,
  );
});

test('startSite says when the address is not of this machine', async () => {
  await expect(startSite({ port: 0, host: '192.0.2.1', dir: site })).rejects.toThrow(
    /^Cannot listen on port 0 of 192\.0\.2\.1: /,
  );
});

describe('node serve.mjs', () => {
  test.each([
    [['--prot', '1'], "Unknown option '--prot'. See --help."],
    [['--port'], "Option '--port <value>' argument missing. See --help."],
    [['--port', 'http'], "--port takes a number from 0 to 65535, not 'http'. See --help."],
    [['--port', '70000'], "--port takes a number from 0 to 65535, not '70000'. See --help."],
    [['4000'], "Unexpected argument '4000'. See --help."],
  ])('%j is refused in one line', async (flags, message) => {
    const { code, stdout, stderr } = await runCommand('serve.mjs', ...flags);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(oneLine(stderr)).toBe(message);
  });

  test('a port that is taken is told in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCommand('serve.mjs', '--port', `${port}`);
    other.close();
    expect(code).toBe(1);
    expect(oneLine(stderr)).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or choose another with --port.`,
    );
  });

  test('--help shows an example for each flag', async () => {
    const { code, stdout } = await runCommand('serve.mjs', '--help');
    expect(code).toBe(0);
    for (const flag of ['--port', '--host', '--watch', '--help'])
      expect(stdout).toContain(`node serve.mjs ${flag}`);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints its address when it is ready, and ends cleanly on %s with a page open',
    async (signal) => {
      const { child, ended } = startCommand('serve.mjs', ['--port', '0', '--watch']);
      const line = await new Promise<string>((done) => child.stdout.once('data', done));
      const url = /^Reference site at (http:\/\/127\.0\.0\.1:\d+\/)\n$/.exec(line)?.[1] ?? '';
      expect((await fetch(url)).status).toBe(200);
      const events = await eventsOf(`${url}-/reload`);
      child.kill(signal);
      expect(await ended).toEqual({ code: 0, stdout: line, stderr: '' });
      expect(await events.next()).toBe(undefined);
    },
  );
});

/** A request whose path is sent as it is written. */
async function raw(url: string, options: { path: string; headers?: Record<string, string> }) {
  const response = await new Promise<IncomingMessage>((done, fail) => {
    request(url, options, done).on('error', fail).end();
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** The lines of an event stream that carry something; `undefined` when it has ended. */
async function eventsOf(url: string) {
  const response = await new Promise<IncomingMessage>((done, fail) => get(url, done).on('error', fail));
  const lines = (async function* () {
    try {
      for await (const chunk of response.setEncoding('utf8')) yield* (chunk as string).split('\n');
    } catch {
      // The server has ended the connection.
    }
  })();
  return {
    async next() {
      for (;;) {
        const { value, done } = await lines.next();
        if (done || (value !== '' && value !== ': connected')) return value as string | undefined;
      }
    },
  };
}
