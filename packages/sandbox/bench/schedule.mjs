// A day of the contract's webhook retries for 1,000 messages, by the manual clock, to a receiver that refuses all.
// node bench/schedule.mjs: prints JSON, { seconds, attempts }
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox } from '../dist/index.js';
import { headers, message } from './message.mjs';
import { SPACE } from './server.mjs';

const MESSAGES = 1000;
const refuser = fork(new URL('refusing-receiver.mjs', import.meta.url));
const [url] = await once(refuser, 'message');
const sandbox = await startSandbox({ webhook: { url, secret: 'bench' } });
const body = JSON.stringify(Array(MESSAGES).fill(message));
const answer = await fetch(`${sandbox.url}${SPACE}/batch`, { method: 'POST', headers, body });
if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
const started = performance.now();
await sandbox.advance('24h');
const seconds = (performance.now() - started) / 1000;
refuser.send('count');
const [attempts] = await once(refuser, 'message');
console.log(JSON.stringify({ seconds, attempts }));
refuser.disconnect();
await sandbox.close();
