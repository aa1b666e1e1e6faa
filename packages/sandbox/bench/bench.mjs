// The sandbox, storing everything on disk, and the pinned Prism, side by side: the same requests in turns.
// node bench/bench.mjs [rounds] [seconds]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, request } from './load.mjs';

const [rounds = 3, seconds = 4] = process.argv.slice(2).map(Number);
const SPACE = '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages';
const SMS = {
  to: { phoneNumber: '447700900123' },
  body: 'Your order is ready for pickup.',
  rules: ['sms'],
  metadata: { order: 'A-1042' },
};
const data = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const servers = {
  sandbox: [here('../bin/enterprise-communications-sandbox.js'), '--port', '0', '--data', data],
  prism: [here('../../mock/bin/enterprise-communications-mock.js'), '--port', '0'],
};

async function start(name) {
  const started = performance.now();
  const child = spawn(process.execPath, servers[name], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const [url] = /http:\S+/.exec(line);
  await fetch(`${url}${SPACE}/d8e296bb-97c4-4495-b98f-1e32e0b11628`, {
    headers: { authorization: 'Bearer bench' },
  });
  return { child, url, port: Number(new URL(url).port), startMs: performance.now() - started };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Seconds of processor time that a process has used, all its threads together. */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A load, with the processor time that one request costs: it holds on a busy machine as well. */
async function measure({ port, child }, what, settings) {
  const before = cpuSeconds(child.pid);
  const result = await load({ port, request: what, ...settings });
  // What the requests led to (statuses, events) is over before the next measurement begins, and is paid for.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const requests = result.perSecond * settings.seconds;
  return { ...result, cpu: ((cpuSeconds(child.pid) - before) / requests) * 1e6 };
}

const results = {};
for (const name of Object.keys(servers)) {
  const starts = [];
  for (let n = 0; n < 3; n++) {
    const { child, startMs } = await start(name);
    starts.push(startMs);
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(data, { recursive: true, force: true });
  }
  results[name] = { start: median(starts), post: [], get: [], p99: [], postCpu: [], getCpu: [] };
}

const running = { sandbox: await start('sandbox'), prism: await start('prism') };
for (const [name, { port }] of Object.entries(running)) {
  await load({ port, request: request('POST', SPACE, SMS), connections: 50, seconds: 2 });
  results[name].idle = rss(running[name].child.pid);
}
for (let round = 0; round < rounds; round++) {
  for (const [name, server] of Object.entries(running)) {
    const post = await measure(server, request('POST', SPACE, SMS), { connections: 50, seconds });
    const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
    const sent = await fetch(`${server.url}${SPACE}`, { method: 'POST', headers, body: JSON.stringify(SMS) });
    const { messageId } = await sent.json();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const get = await measure(server, request('GET', `${SPACE}/${messageId}`), { connections: 50, seconds });
    if (post.status !== '201' || get.status !== '200')
      throw new Error(`${name}: ${post.status}, ${get.status}`);
    results[name].post.push(post.perSecond);
    results[name].p99.push(post.p99);
    results[name].get.push(get.perSecond);
    results[name].postCpu.push(post.cpu);
    results[name].getCpu.push(get.cpu);
  }
}
for (const [name, { port, child }] of Object.entries(running)) {
  const batch = request('POST', `${SPACE}/batch`, Array(5000).fill(SMS));
  const batches = await load({ port, request: batch, connections: 1, seconds: 4 });
  results[name].batch = batches.status === '202' ? batches.p50 : Number.NaN;
  results[name].rss = rss(child.pid);
  child.kill('SIGTERM');
}
rmSync(data, { recursive: true, force: true });

const rows = [
  ['', 'sandbox', 'Prism', 'ratio'],
  ...[
    ['POST, requests/s', (r) => median(r.post)],
    ['POST p99, ms', (r) => median(r.p99)],
    ['POST, processor µs a request', (r) => median(r.postCpu)],
    ['GET, requests/s', (r) => median(r.get)],
    ['GET, processor µs a request', (r) => median(r.getCpu)],
    ['batch of 5,000, ms at the median', (r) => r.batch],
    ['start to first answer, ms', (r) => r.start],
    ['memory at the end, MiB', (r) => r.rss],
  ].map(([title, of]) => [
    title,
    ...[of(results.sandbox), of(results.prism), of(results.sandbox) / of(results.prism)].map((n) =>
      n.toFixed(n < 10 ? 2 : 0),
    ),
  ]),
];
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
