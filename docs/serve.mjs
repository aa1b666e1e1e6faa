import { readFlags, runAsCommand } from './src/command.mjs';
import { startSite } from './src/server/start-site.mjs';
import { UserError } from './src/user-error.mjs';

export { startSite };

const help = `Serve the built reference site.

  node serve.mjs [--port N] [--host H] [--watch]

  --port N  port to listen on; 0 lets the system choose; default: 4000
            node serve.mjs --port 4001
  --host H  address to listen on; default: 127.0.0.1
            node serve.mjs --host ::1
  --watch   reload open pages when the site is built again
            node serve.mjs --watch
  --help    this text
            node serve.mjs --help
`;

await runAsCommand(import.meta.url, async () => {
  const flags = readFlags({
    help,
    options: { port: { type: 'string' }, host: { type: 'string' }, watch: { type: 'boolean' } },
  });
  if (!flags) return;
  const { port = '4000', host = '127.0.0.1', watch = false } = flags;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new UserError(`--port takes a number from 0 to 65535, not '${port}'. See --help.`);
  }
  const site = await startSite({ port: Number(port), host, live: watch });
  process.stdout.write(`Reference site at ${site.url}\n`);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => site.close());
});
