import { readdirSync } from 'node:fs';
import { type Mock, startMock } from '@enterprise-communications/mock';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { chromium } from '../src/chromium.ts';
import { commandLine } from '../src/command-line.ts';
import { programs } from '../src/pack-once.ts';
import { brought, onPath, type Runtime } from '../src/runtime.ts';
import { workerd } from '../src/workerd.ts';

const nodes = [
  commandLine(`Node ${process.versions.node}`, process.execPath),
  commandLine('Node 22', brought('node-22/bin/node')),
  commandLine('Node 24', brought('node-24/bin/node')),
];
const deno = commandLine('Deno', brought('@deno/linux-x64-glibc/deno') ?? onPath('deno'), [
  'run',
  '--quiet',
  '--no-remote',
  '--node-modules-dir=manual',
  '--allow-net=127.0.0.1',
]);
const everywhere: Runtime[] = [...nodes, deno, workerd, chromium];
const runsOn: Record<string, Runtime[]> = {
  'client.mjs': everywhere,
  'client-undici.mjs': nodes,
  'webhooks.mjs': everywhere,
};

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

test('every program is run', () => {
  expect(readdirSync(programs).sort()).toEqual(Object.keys(runsOn).sort());
});

describe.each(Object.entries(runsOn))('%s runs, from the packed packages, on', (program, runtimes) => {
  for (const { name, binary, run } of runtimes) {
    if (binary === undefined) {
      test.skip(`${name} (not on this machine; for Linux on x64: pnpm --filter runtime-tests bring)`, () => {});
    } else {
      test(name, async () => {
        expect(await run(binary, inject('installed'), program, mock.url)).toBe('ok');
      });
    }
  }
});
