// A webhook in a process of its own that answers 503 to every event, and counts them.
import { createServer } from 'node:http';

let count = 0;
const server = createServer((request, response) => {
  count += 1;
  request.resume().on('end', () => response.writeHead(503, { 'content-length': 0 }).end());
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(`http://127.0.0.1:${port}/`);
});
process.on('message', () => process.send?.(count));
process.on('disconnect', () => process.exit());
