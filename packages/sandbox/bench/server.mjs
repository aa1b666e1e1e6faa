import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SPACE = '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages';

/** @typedef {{ pid: number, url: string, port: number, startMs: number, stop(): Promise<void> }} Server */

/**
 * The sandbox, as a user starts it. Its requests are not logged unless it is asked to.
 *
 * @param {string} data the folder to store in
 * @param {string[]} nodeFlags
 */
export function startSandbox(data, nodeFlags = []) {
  const command = fileURLToPath(new URL('../bin/enterprise-communications-sandbox.js', import.meta.url));
  return start((port) => [...nodeFlags, command, '--port', String(port), '--data', data]);
}

/** The command of the pinned Prism itself, with its log switched off. */
export function startPrism() {
  const require = createRequire(new URL('../../mock/package.json', import.meta.url));
  const manifest = require.resolve('@stoplight/prism-cli/package.json');
  const command = join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin.prism);
  const contract = createRequire(import.meta.url).resolve('@enterprise-communications/spec/openapi.json');
  return start((port) => [command, 'mock', '-p', String(port), '-v', 'silent', contract]);
}

/**
 * Starts a server and waits for its first answer.
 *
 * @param {(port: number) => string[]} command
 * @returns {Promise<Server>}
 */
async function start(command) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, command(port), { stdio: ['ignore', 'ignore', 'inherit'] });
  const headers = { authorization: 'Bearer bench' };
  for (;;) {
    try {
      await fetch(`${url}${SPACE}/d8e296bb-97c4-4495-b98f-1e32e0b11628`, { headers });
      break;
    } catch {
      if (child.exitCode !== null) throw new Error(`${command(port).join(' ')} ended at once`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  const startMs = performance.now() - started;
  return {
    pid: /** @type {number} */ (child.pid),
    url,
    port,
    startMs,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
