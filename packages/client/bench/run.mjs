// `pnpm bench`: the client beside others, in one run. Writes docs/benchmarks/client.md, with `--dry` only to the screen.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { contestants, message, undici } from './contestants.mjs';

if (process.argv.includes('--help')) {
  console.log(`Usage: pnpm bench [--dry] [--rounds N]

  --dry        writes no file
  --rounds 5   rounds of each measurement, of which the median counts (default 15)`);
  process.exit();
}
const dry = process.argv.includes('--dry');
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 15;

const require = createRequire(import.meta.url);
const text = JSON.stringify(answer());
const headers = { 'content-type': 'application/json', 'content-length': `${text.length}` };
const ready = {
  status: 201,
  ok: true,
  body: null,
  headers: new Headers(headers),
  text: async () => text,
  json: async () => JSON.parse(text),
};
const report = [
  header(),
  await overhead(
    'Per call, on a stubbed fetch',
    'The stub gives an answer that is ready, so that the figures are those of the client alone. axios and ky need a\nreal `Response`: see below.',
    () => Promise.resolve(ready),
    ({ name }) => !/axios|ky/.test(name),
  ),
  await overhead(
    'The same, with a real `Response` each time',
    'Making and reading it is a large part of every figure.',
    () => Promise.resolve(new Response(text, { status: 201, headers })),
  ),
  await overSocket(),
].join('\n\n');
console.log(report);
if (!dry) {
  const file = new URL('../../../docs/benchmarks/client.md', import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, `${report}\n`);
}
await undici.close();

/**
 * What a call costs beside the network: the answer is there at once.
 *
 * @param {string} title
 * @param {string} what says of the stub
 * @param {() => Promise<any>} stub
 * @param {(row: { name: string }) => boolean} takes whether that one can read what the stub gives
 */
async function overhead(title, what, stub, takes = () => true) {
  const calls = 2000;
  const rows = contestants({ baseUrl: 'http://api.example.test', fetch: stub }).filter(
    (row) => row.stubbed && takes(row),
  );
  const medians = await interleave(rows, async ({ send }) => {
    const started = performance.now();
    for (let n = 0; n < calls; n++) await send();
    return ((performance.now() - started) * 1000) / calls;
  });
  return table(
    `## ${title}

One \`POST\` with a JSON body and a token, its answer read and parsed; ${calls} calls in a row, median of
${rounds} interleaved rounds. ${what}`,
    ['client', 'µs per call', 'against plain openapi-fetch'],
    rows.map(({ name }) => [
      name,
      number(medians.get(name), 1),
      ratio(medians.get(name), medians.get('openapi-fetch')),
    ]),
  );
}

/** Calls per second to a server in a process of its own. */
async function overSocket() {
  const server = fork(new URL('echo-server.mjs', import.meta.url), [JSON.stringify(answer())]);
  const [baseUrl] = await once(server, 'message');
  const rows = contestants({ baseUrl }).filter(({ socket }) => socket);
  const calls = 2000;
  const concurrency = 50;
  const medians = await interleave(rows, async ({ send }) => {
    let left = calls;
    const work = async () => {
      while (left-- > 0) await send();
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: concurrency }, work));
    return calls / ((performance.now() - started) / 1000);
  });
  server.disconnect();
  return table(
    `## Over a socket

The same call to a local server in a process of its own, ${concurrency} at once, ${calls} in a round, median of ${rounds} interleaved rounds.`,
    ['client', 'calls per second', 'against plain openapi-fetch'],
    rows.map(({ name }) => [
      name,
      number(medians.get(name), 0),
      ratio(medians.get(name), medians.get('openapi-fetch')),
    ]),
  );
}

/**
 * The median of each, round by round, so that what disturbs the machine disturbs all of them.
 *
 * @template {{ name: string }} Row
 * @param {Row[]} rows
 * @param {(row: Row) => Promise<number>} measure
 */
async function interleave(rows, measure) {
  /** @type {Map<string, number[]>} */
  const all = new Map(rows.map(({ name }) => [name, []]));
  for (let round = -2; round < rounds; round++)
    for (const row of rows) {
      const figure = await measure(row);
      // The first two rounds warm up.
      if (round >= 0) all.get(row.name)?.push(figure);
    }
  return new Map(
    [...all].map(([name, figures]) => [
      name,
      figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN,
    ]),
  );
}

function header() {
  const names = ['openapi-fetch', 'undici', 'axios', 'ky', 'got'];
  const versions = names.map((name) => `${name} ${versionOf(name)}`).join(', ');
  return `---
title: The client's speed
description: What a call costs beside the network, and how many go over a socket, beside other clients.
---

# The client's speed

Made by \`pnpm bench\` in \`packages/client\` ([bench/run.mjs](../../packages/client/bench/run.mjs)), all in one run. Trust
the ratios more than the figures: they move less from machine to machine.

Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; ${versions}. The client runs with
every policy on: time limits, retries, hooks, size limit, errors.`;
}

/** @param {string} name */
function versionOf(name) {
  for (const folder of require.resolve.paths(name) ?? [])
    try {
      return JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')).version;
    } catch {}
  return '?';
}

/** @param {string} title @param {string[]} head @param {string[][]} rows */
function table(title, head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [title, '', line(head), line(['---', '--:', '--:']), ...rows.map(line)].join('\n');
}

/** @param {number | undefined} value @param {number} digits */
function number(value = Number.NaN, digits) {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {number | undefined} one @param {number | undefined} other */
function ratio(one = Number.NaN, other = Number.NaN) {
  return `${number(one / other, 2)} ×`;
}

/** What the API gives back for the message. */
function answer() {
  return {
    messageId: 'd8e296bb-97c4-4495-b98f-1e32e0b11628',
    status: 'processing',
    statusDetails: { channelId: 'sms' },
    sentOn: '2017-03-17T14:22:40.633Z',
    ...message,
    _createdOn: '2017-03-17T14:22:40.633Z',
    _createdBy: 'access:0aee96a8-09c9-4192-bf6d-c5f20a323956',
    _updatedOn: '2017-03-17T14:22:40.633Z',
    _updatedBy: 'access:0aee96a8-09c9-4192-bf6d-c5f20a323956',
  };
}
