// `npm start`: installs, builds everything, then serves the reference site and the mock until Ctrl-C.
import { readFileSync } from 'node:fs';
import { requireFreePort } from './free-port.mjs';
import { prepareWorkspace, run } from './pnpm.mjs';
import { parseServerFlags } from './server-flags.mjs';

const command = 'npm start --';
const { sitePort, mockPort } = parseServerFlags(
  command,
  'Build everything, then serve the reference site and the mock.',
);
await requireFreePort(sitePort, '--site-port', command);
await requireFreePort(mockPort, '--mock-port', command);
prepareWorkspace();
const built = run('pnpm', ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only']);
if (built !== 0) process.exit(built);

// Imported only now: before the build they are not there.
const { startSite } = await import('@enterprise-communications/docs/serve');
const { codeSamples } = await import('@enterprise-communications/docs/code-samples');
const { startMock } = await import('@enterprise-communications/mock');
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
  const sample = codeSamples(contract, { baseUrl: mock.url, token: 'any-token' }).find(
    ({ operationId, language }) => operationId === 'sendMessage' && language === 'curl',
  );
  console.log(`
${contract.info.title} ${contract.info.version}

  Reference site  ${site.url}
  Mock            ${mock.url}

Send your first message to the mock:

${sample?.source}

Ctrl-C stops both.`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  console.error('Choose other ports with: npm start -- --site-port N --mock-port N');
  await stop();
  process.exitCode = 1;
}
