import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { brought, type Runtime } from './runtime.ts';

export const workerd: Runtime = {
  name: 'workerd',
  binary: brought('@cloudflare/workerd-linux-64/bin/workerd'),
  async run(binary, folder, program, baseUrl) {
    const place = mkdtempSync(join(folder, 'workerd-'));
    const entry = `export default {
      fetch: () => run({ baseUrl: '${baseUrl}' }).then((text) => new Response(text), (error) => new Response(error.stack, { status: 500 })),
    };`;
    writeFileSync(join(place, 'worker.js'), await bundled(folder, program, entry));
    writeFileSync(
      join(place, 'config.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    # By itself a worker reaches public addresses only, and the mock is on this machine.
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
);
`,
    );
    const child = spawn(binary, ['serve', '--control-fd=3', join(place, 'config.capnp')], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    try {
      const port = await listeningPort(child);
      const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return text;
    } finally {
      child.kill('SIGKILL');
    }
  },
};

/** workerd tells the port it was given on the control descriptor, as a line of JSON. */
function listeningPort(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code}: ${said}`)));
    child.stdio[3]?.on('data', (line) => {
      const { event, port } = JSON.parse(String(line));
      if (event === 'listen') resolve(port);
    });
  });
}
