// `pnpm bench`: the sandbox, storing everything on disk, and the pinned Prism, side by side: the same requests in turns.
// Writes docs/benchmarks/sandbox.md, with `--dry` only to the screen.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, request } from './load.mjs';
import { headers, message } from './message.mjs';
import { profile } from './profile.mjs';
import { SPACE, startPrism, startSandbox } from './server.mjs';

if (process.argv.includes('--help')) {
  console.log(`Usage: pnpm bench [--dry] [--rounds N] [--seconds N]

  --dry         writes no file
  --rounds 7    rounds of each measurement, of which the median counts (default 5)
  --seconds 2   how long each load lasts (default 4)`);
  process.exit();
}
const dry = process.argv.includes('--dry');
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 5;
const seconds = Number(process.argv[process.argv.indexOf('--seconds') + 1]) || 4;

/** @typedef {{ start: number[], post: number[], get: number[], postCpu: number[], getCpu: number[], batch: number[] }} Figures */

const post = request('POST', SPACE, message);
const batch = request('POST', `${SPACE}/batch`, Array(5000).fill(message));
const folder = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const names = /** @type {const} */ (['sandbox', 'prism']);
/** @type {Record<'sandbox' | 'prism', Figures>} */
const figures = { sandbox: none(), prism: none() };

for (let round = 0; round < rounds; round++)
  for (const name of names) {
    console.error(`round ${round + 1} of ${rounds}: ${name}`);
    // Each time a new folder: what an older round left would have to be read at the start, and be held in memory.
    const data = join(folder, `${round}`);
    const server = name === 'sandbox' ? await startSandbox(data) : await startPrism();
    const of = figures[name];
    of.start.push(server.startMs);
    await load({ port: server.port, request: post, connections: 50, seconds: 1 });
    await rest(2000);
    const { perSecond, cpu } = await measure(server, post, '201');
    of.post.push(perSecond);
    of.postCpu.push(cpu);
    const sent = await fetch(server.url + SPACE, { method: 'POST', headers, body: JSON.stringify(message) });
    const { messageId } = await sent.json();
    await rest(1000);
    const read = await measure(server, request('GET', `${SPACE}/${messageId}`), '200');
    of.get.push(read.perSecond);
    of.getCpu.push(read.cpu);
    const batches = await load({ port: server.port, request: batch, connections: 1, seconds: 3 });
    if (batches.status !== '202') throw new Error(`${name} answered a batch with ${batches.status}`);
    of.batch.push(batches.p50);
    await server.stop();
  }
rmSync(folder, { recursive: true, force: true });

console.error('memory, retry schedule, profiles');
const { memory, disk } = run('memory.mjs');
const schedules = Array.from({ length: 3 }, () => run('schedule.mjs'));
const postProfile = await profile(post, seconds);

const report = `---
title: The sandbox's speed
description: How many requests a second the sandbox answers beside Prism, and what a message takes.
---

# The sandbox's speed

Made by \`pnpm bench\` in \`packages/sandbox\` ([bench/run.mjs](../../packages/sandbox/bench/run.mjs)), all in one run. Trust
the ratios more than the figures: they move less from machine to machine.

Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; @stoplight/prism-cli ${prismVersion()} with \`-v silent\`. The load
generator shares the processors with the server. The sandbox stores each message on disk before it answers, and leads it
through its statuses; Prism answers with an example.

## Beside Prism

The same requests over 50 connections for ${seconds} s, median of ${rounds} interleaved rounds; one batch at a time.

${table(
  ['load', 'unit', 'sandbox', 'Prism', 'against Prism'],
  [
    row('POST', 'requests a second', 'post'),
    row('GET', 'requests a second', 'get'),
    row('POST, processor time', 'µs a request', 'postCpu'),
    row('GET, processor time', 'µs a request', 'getCpu'),
    row('batch of 5,000, to the answer', 'ms', 'batch'),
    row('start to first answer', 'ms', 'start'),
  ],
)}

The processor time of a POST holds all that follows it: two more statuses, stored as well.

## Where the sandbox's time goes

Share of the processor time of a load of POSTs.

${table(
  ['part', 'share'],
  [...postProfile].map(([name, share]) => [name, `${(share * 100).toFixed(0)} %`]),
)}

## What a message takes

A delivered message of ${JSON.stringify(message).length} bytes takes ${number(memory)} bytes of memory and ${number(disk)} bytes on disk
([bench/memory.mjs](../../packages/sandbox/bench/memory.mjs), 50,000 messages).

## A day of retries

On the manual clock, 24 hours of the webhook retry schedule for 1,000 messages (${number(schedules[0]?.attempts)} requests to a receiver that
refuses them all) take ${median(schedules.map((schedule) => schedule.seconds)).toFixed(1)} s, median of ${schedules.length}
([bench/schedule.mjs](../../packages/sandbox/bench/schedule.mjs)).`;
console.log(report);
if (!dry) {
  const file = new URL('../../../docs/benchmarks/sandbox.md', import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, `${report}\n`);
}

/** @returns {Figures} */
function none() {
  return { start: [], post: [], get: [], postCpu: [], getCpu: [], batch: [] };
}

/**
 * A load, with the processor time that one request costs: it holds on a busy machine as well.
 *
 * @param {import('./server.mjs').Server} server
 * @param {Buffer} what
 * @param {string} status that has to come back
 */
async function measure({ port, pid }, what, status) {
  const before = cpuSeconds(pid);
  const result = await load({ port, request: what, connections: 50, seconds });
  if (result.status !== status) throw new Error(`answered ${result.status}, not ${status}`);
  // What the requests led to (statuses, events) is over before the next measurement begins, and is paid for.
  await rest(2000);
  return {
    perSecond: result.perSecond,
    cpu: ((cpuSeconds(pid) - before) / (result.perSecond * seconds)) * 1e6,
  };
}

/**
 * Seconds of processor time that a process has used, all its threads together.
 *
 * @param {number} pid
 */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @param {number} ms */
function rest(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** @param {string} program in this folder, that prints JSON */
function run(program) {
  const file = fileURLToPath(new URL(program, import.meta.url));
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', file], { encoding: 'utf8' }));
}

function prismVersion() {
  const manifest = new URL('../../mock/node_modules/@stoplight/prism-cli/package.json', import.meta.url);
  return JSON.parse(readFileSync(manifest, 'utf8')).version;
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * @param {string} title
 * @param {string} unit
 * @param {keyof Figures} what
 */
function row(title, unit, what) {
  const [sandbox, prism] = [median(figures.sandbox[what]), median(figures.prism[what])];
  return [title, unit, number(sandbox), number(prism), `${(sandbox / prism).toFixed(2)} ×`];
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const lines = [
    head,
    head.map((_, index) => (index === 0 || head[index] === 'unit' ? '---' : '--:')),
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
