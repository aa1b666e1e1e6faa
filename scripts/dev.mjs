// `pnpm dev`: a saved spec file shows at once in types, site, mock and sandbox.
// Turbo builds again what depends on the change; the site reloads open pages, the mock serves the new contract, and
// Node starts the sandbox again.
import { spawn } from 'node:child_process';
import { requireFreePort } from './free-port.mjs';
import { prepareWorkspace, root, run } from './pnpm.mjs';
import { parseServerFlags } from './server-flags.mjs';

const command = 'pnpm dev';
const { sitePort, mockPort, sandboxPort } = parseServerFlags(
  command,
  'Build on every change, and serve the site, the mock and the sandbox.',
);
await requireFreePort(sitePort, '--site-port', command);
await requireFreePort(mockPort, '--mock-port', command);
await requireFreePort(sandboxPort, '--sandbox-port', command);
prepareWorkspace();
const built = run('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
if (built !== 0) process.exit(built);

const children = [
  start('pnpm', ['exec', 'turbo', 'watch', 'build', '--output-logs=errors-only', '--ui=stream']),
  start(process.execPath, ['docs/serve.mjs', '--port', String(sitePort), '--watch']),
  start(process.execPath, [
    'packages/mock/bin/enterprise-communications-mock.js',
    '--port',
    String(mockPort),
    '--spec',
    'spec/dist/openapi.json',
    '--watch',
  ]),
  start(process.execPath, [
    '--watch-path=packages/sandbox/dist/cli.js',
    '--watch-preserve-output',
    'packages/sandbox/bin/enterprise-communications-sandbox.js',
    '--port',
    String(sandboxPort),
    '--ephemeral',
  ]),
];

/** @param {string} command @param {string[]} args */
function start(command, args) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && command === 'pnpm',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  });
  // One that ends, a taken port for example, ends the others: half of it running would only look well.
  child.once('exit', (code) => {
    process.exitCode ??= code ?? 0;
    stop();
  });
  return child;
}

function stop() {
  for (const child of children) child.kill('SIGTERM');
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, stop);
