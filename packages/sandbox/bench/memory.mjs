// What a stored message takes: node --expose-gc bench/memory.mjs. Prints JSON, { memory, disk } in bytes.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../dist/index.js';
import { headers, message } from './message.mjs';
import { SPACE } from './server.mjs';

const BATCHES = 50;
const body = JSON.stringify(Array(1000).fill(message));
const data = mkdtempSync(join(tmpdir(), 'sandbox-memory-'));
const sandbox = await startSandbox({ data });
const before = heap();
for (let sent = 0; sent < BATCHES; sent++) {
  const answer = await fetch(`${sandbox.url}${SPACE}/batch`, { method: 'POST', headers, body });
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
}
await sandbox.advance('1m');
const messages = BATCHES * 1000;
const memory = (heap() - before) / messages;
const files = readdirSync(data).map((name) => statSync(join(data, name)).size);
const disk = files.reduce((sum, size) => sum + size, 0) / messages;
console.log(JSON.stringify({ memory, disk }));
await sandbox.close();
rmSync(data, { recursive: true });

function heap() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
