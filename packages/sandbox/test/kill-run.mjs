// Kills the sandbox under load, again and again, and looks what is left: node test/kill-run.mjs [times]
// Every message that was accepted has to be there, no status may have gone backwards, and every event has to
// reach the webhook in the end. Ends with exit code 1 otherwise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const times = Number(process.argv[2] ?? 50);
const command = fileURLToPath(new URL('../bin/enterprise-communications-sandbox.js', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'sandbox-kill-'));
const path = '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1/messages';
const headers = { authorization: 'Bearer kill-run', 'content-type': 'application/json' };
const SMS = { to: { phoneNumber: '447700900002' }, body: 'Hello', rules: ['sms'] };
const RANK = { processing: 0, sent: 1, delivered: 2, read: 3 };
const EVENTS = ['message.sent', 'message.delivered', 'message.read'];

const accepted = new Set();
const seenRank = new Map();
const received = new Map();
let backwards = 0;
let repeats = 0;

const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { name, payload, revision } = JSON.parse(Buffer.concat(chunks).toString());
  const names = received.get(payload.id) ?? new Map();
  if (names.has(name)) repeats += 1;
  else if (revision <= Math.max(0, ...names.values())) backwards += 1;
  names.set(name, revision);
  received.set(payload.id, names);
  response.writeHead(204).end();
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const webhook = `http://127.0.0.1:${receiver.address().port}/`;

async function start() {
  const flags = [
    '--port',
    '0',
    '--data',
    data,
    '--pace',
    '0.3',
    '--webhook',
    webhook,
    '--webhook-secret',
    'kill-run-secret',
  ];
  const child = spawn(process.execPath, [command, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  return { child, url: /http:\S+/.exec(line)[0] };
}

/** Sends until the connection breaks. */
async function sender(url, n) {
  for (;;) {
    const isBatch = n % 4 === 0;
    const body = JSON.stringify(isBatch ? Array(20).fill(SMS) : SMS);
    const answer = await fetch(`${url}${path}${isBatch ? '/batch' : ''}`, { method: 'POST', headers, body });
    const value = await answer.json();
    for (const { messageId } of [value].flat()) accepted.add(messageId);
  }
}

/** Looks at statuses until the connection breaks. */
async function watcher(url) {
  for (;;) {
    const recent = [...accepted].slice(-200);
    const id = recent[Math.floor(Math.random() * recent.length)];
    if (id === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    else await look(url, id);
  }
}

async function look(url, id) {
  const answer = await fetch(`${url}${path}/${id}`, { headers });
  const text = await answer.text();
  if (answer.status !== 200) return undefined;
  const { status } = JSON.parse(text);
  if (RANK[status] < (seenRank.get(id) ?? 0)) backwards += 1;
  seenRank.set(id, RANK[status]);
  return status;
}

for (let n = 0; n < times; n++) {
  const { child, url } = await start();
  const work = [1, 2, 3, 4].map((m) => sender(url, m)).concat(watcher(url));
  setTimeout(() => child.kill('SIGKILL'), 50 + Math.random() * 500);
  await Promise.allSettled([...work, once(child, 'exit')]);
}

const { child, url } = await start();
const isDone = () => [...accepted].every((id) => received.get(id)?.size === EVENTS.length);
for (const end = Date.now() + 60_000; Date.now() < end && !isDone(); )
  await new Promise((r) => setTimeout(r, 200));
let lost = 0;
for (const id of accepted) if ((await look(url, id)) !== 'read') lost += 1;
const never = [...accepted].filter((id) => received.get(id)?.size !== EVENTS.length).length;
child.kill('SIGTERM');
await once(child, 'exit');
receiver.close();
receiver.closeAllConnections();
rmSync(data, { recursive: true, force: true });

console.log(`${times} kills, ${accepted.size} messages accepted, ${repeats} events came more than once`);
console.log(
  `accepted messages lost ${lost}, statuses that went backwards ${backwards}, webhooks never delivered ${never}`,
);
process.exit(lost + backwards + never > 0 || accepted.size === 0 ? 1 : 0);
