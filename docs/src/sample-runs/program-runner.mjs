// A process that runs samples one after the other, as modules, and tells what each of them printed. Servers that a
// sample starts get a free port instead of the one that is printed in the page.
import { Server } from 'node:net';
import { format } from 'node:util';

/** @type {Server[]} */
let servers = [];
const listen = Server.prototype.listen;
/** @type {(this: Server, ...given: any[]) => Server} */
Server.prototype.listen = function (first, ...rest) {
  servers.push(this);
  // What a package of this project listens on is its own affair: it asks for a free port already.
  const options = typeof first === 'object' && first !== null ? { ...first, port: 0 } : 0;
  return Reflect.apply(listen, this, [options, ...rest]);
};

let printed = '';
for (const level of /** @type {const} */ (['log', 'info', 'warn', 'error'])) {
  console[level] = (...words) => {
    printed += `${format(...words)}\n`;
  };
}

/** @typedef {{ url: string, method?: string, headers: Record<string, string>, body: string }} Post */

process.on('message', async (/** @type {{ file: string, posts: Post[] }} */ { file, posts }) => {
  printed = '';
  servers = [];
  try {
    const module = await import(file);
    const statuses = [];
    for (const { headers, body } of posts) statuses.push(await post(module, headers, body));
    process.send?.({ printed, statuses });
  } catch (error) {
    process.send?.({ printed, statuses: [], error: String(error instanceof Error ? error.stack : error) });
  } finally {
    for (const server of servers) {
      server.close();
      if ('closeAllConnections' in server)
        /** @type {import('node:http').Server} */ (server).closeAllConnections();
    }
  }
});
process.on('unhandledRejection', (error) => process.send?.({ printed, statuses: [], error: String(error) }));
process.on('uncaughtException', (error) => process.send?.({ printed, statuses: [], error: String(error) }));

/**
 * Posts to the receiver that the sample has made: its exported handler, or else its server.
 *
 * @param {{ POST?: (request: Request) => Promise<Response> }} module
 * @param {Record<string, string>} headers
 * @param {string} body
 */
async function post(module, headers, body) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  if (module.POST) return (await module.POST(new Request('https://hooks.example/webhook', init))).status;
  const [server] = servers;
  if (!server) throw new Error('It starts no server and exports no POST.');
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return (await fetch(`http://127.0.0.1:${port}/webhook`, init)).status;
}
