// `pnpm soak`: 10,000 single sends and 1,000,000 items through `sendMany`, against the fault server in a process of its
// own. Ends with exit code 1 when a message was sent twice, lost or falsely reported, or when the heap grew.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createClient } from '@enterprise-communications/client';
import { undiciTransport } from '@enterprise-communications/client/undici';
import { compare, sendBulk, sendSingles } from '../test/fault-run.mjs';

const help = `Usage: pnpm soak [--seed N] [--singles N] [--items N] [--transport fetch|undici]

  --seed 7            which faults are met, and when      (default 1)
  --singles 100       single sends                        (default 10000)
  --items 10000       items through sendMany              (default 1000000)
  --transport undici  what carries the requests           (default fetch)`;

const allowedGrowth = 64 * 2 ** 20;
const flags = readFlags(process.argv.slice(2));
if (!globalThis.gc) fail('The heap can only be measured with: node --expose-gc bench/soak.mjs');

const undici = undiciTransport();
let failed = false;
await run('single sends', flags.singles, (client) =>
  sendSingles(client, { size: flags.singles, concurrency: 50, seed: flags.seed }),
);
await run('items through sendMany', flags.items, (client) => {
  const start = heap();
  let most = start;
  let next = 0;
  return sendBulk(client, {
    size: flags.items,
    batchItems: 500,
    seed: flags.seed,
    onProgress(read) {
      if (read < next) return;
      next = read + flags.items / 40;
      most = Math.max(most, heap());
    },
  }).then((told) => {
    const grown = most - start;
    console.log(`heap: ${mebibytes(start)} at the start, ${mebibytes(most)} at most`);
    if (grown > allowedGrowth) failed = true;
    return told;
  });
});
await undici.close();
process.exitCode = failed ? 1 : 0;

/**
 * @param {string} what
 * @param {number} size
 * @param {(client: import('@enterprise-communications/client').Client) => ReturnType<typeof sendBulk>} send
 */
async function run(what, size, send) {
  const server = fork(new URL('fault-server-process.mjs', import.meta.url), [`${flags.seed}`, `${size}`], {
    serialization: 'advanced',
  });
  const [baseUrl] = await once(server, 'message');
  const client = createClient({
    apiSpaceId: '11164198-3f3f-4993-ab8f-70680c1113b1',
    token: 'secret',
    baseUrl,
    ...(flags.transport === 'undici' && { fetch: undici }),
  });
  console.log(`\n${size.toLocaleString('en')} ${what}, seed ${flags.seed}, over ${flags.transport}`);
  const started = performance.now();
  const told = await send(client);
  console.log(`time: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  server.send('report');
  const [record] = await once(server, 'message');
  server.disconnect();
  const { count, faults } = compare(told, record);
  console.log('told:', count);
  console.log('wrong:', faults);
  console.log('requests by fault met:', record.met, 'refused:', record.refused);
  if (Object.values(faults).some((number) => number > 0)) failed = true;
}

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** @param {number} bytes */
function mebibytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** @param {string[]} args */
function readFlags(args) {
  const read = { seed: 1, singles: 10_000, items: 1_000_000, transport: 'fetch' };
  for (let at = 0; at < args.length; at += 2) {
    const [flag = '', value = ''] = args.slice(at, at + 2);
    if (flag === '--help') {
      console.log(help);
      process.exit();
    }
    const name = flag.slice(2);
    if (name === 'transport' && (value === 'fetch' || value === 'undici')) read.transport = value;
    else if ((name === 'seed' || name === 'singles' || name === 'items') && /^[1-9]\d*$/.test(value))
      read[name] = Number(value);
    else fail(`${flag} ${value}: not a flag of this command, or not a value for it. See --help.`);
  }
  return read;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
