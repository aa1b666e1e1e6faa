// `npm start`: installs, builds everything, then serves the reference site, the mock and the sandbox
// until Ctrl-C.
import { readFileSync } from 'node:fs';
import { requireFreePort } from './free-port.mjs';
import { prepareWorkspace, run } from './pnpm.mjs';
import { parseServerFlags } from './server-flags.mjs';

const command = 'npm start --';
const { sitePort, mockPort, sandboxPort } = parseServerFlags(
  command,
  'Build everything, then serve the reference site, the mock and the sandbox.',
);
await requireFreePort(sitePort, '--site-port', command);
await requireFreePort(mockPort, '--mock-port', command);
await requireFreePort(sandboxPort, '--sandbox-port', command);
prepareWorkspace();
const built = run('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
if (built !== 0) process.exit(built);

// Imported only now: before the build they are not there.
const { startSite } = await import('@enterprise-communications/docs/serve');
const { requestSamples } = await import('@enterprise-communications/docs/request-samples');
const { startMock } = await import('@enterprise-communications/mock');
const { startSandbox } = await import('@enterprise-communications/sandbox');
const contract = JSON.parse(readFileSync(new URL('../spec/dist/openapi.json', import.meta.url), 'utf8'));

/** @type {{ close(): Promise<void> }[]} */
const running = [];
async function stop() {
  await Promise.all(running.map((server) => server.close()));
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, stop);

try {
  const site = await startSite({ port: sitePort });
  running.push(site);
  const mock = await startMock({ port: mockPort });
  running.push(mock);
  // Nothing is kept: a first try leaves no folder behind, and each start is a fresh one.
  const sandbox = await startSandbox({ port: sandboxPort, clock: 'real' });
  running.push(sandbox);
  const sample = requestSamples(contract, { baseUrl: sandbox.url, token: 'any-token' }).find(
    ({ operationId, language }) => operationId === 'sendMessage' && language === 'curl',
  );
  console.log(`
${contract.info.title} ${contract.info.version}

  Reference site  ${site.url}
  Sandbox         ${sandbox.url}   messages live here, until it stops
  Mock            ${mock.url}   answers each request with an example

Send your first message to the sandbox:

${sample?.source}

Then see it arrive, with all that becomes of it: open ${sandbox.url}/ in a browser.
Ctrl-C stops all three.`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  console.error('Choose other ports with: npm start -- --site-port N --mock-port N --sandbox-port N');
  await stop();
  process.exitCode = 1;
}
