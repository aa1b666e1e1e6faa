import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './load.mjs';
import { startSandbox } from './server.mjs';

/**
 * Where the sandbox's processor time goes under a load, as shares of one.
 *
 * @param {Buffer} what the request
 * @param {number} seconds
 * @returns {Promise<Map<string, number>>} the largest first
 */
export async function profile(what, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-profile-'));
  const server = await startSandbox(join(folder, 'data'), [
    '--cpu-prof',
    `--cpu-prof-dir=${join(folder, 'prof')}`,
  ]);
  await load({ port: server.port, request: what, connections: 50, seconds });
  await server.stop();
  const [file = ''] = readdirSync(join(folder, 'prof'));
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, 'prof', file), 'utf8'));
  rmSync(folder, { recursive: true });

  const partOf = new Map(nodes.map((/** @type {any} */ { id, callFrame }) => [id, part(callFrame)]));
  /** @type {Map<string, number>} */
  const times = new Map();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const name = partOf.get(id);
    if (name === undefined) continue;
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
    total += timeDeltas[index];
  }
  return new Map([...times].map(([name, time]) => [name, time / total]).sort((a, b) => b[1] - a[1]));
}

/** @param {{ functionName: string, url: string }} frame */
function part({ functionName, url }) {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName.startsWith('write')) return 'writing to sockets and to the journal, in the kernel';
  if (url.includes('/dist/')) return 'the sandbox itself';
  return 'the rest of Node.js: HTTP, streams, timers';
}
