// Takes any request and answers 201 with the body it was started with.
import { createServer } from 'node:http';

const [body = ''] = process.argv.slice(2);
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(201, headers).end(body));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.send?.(`http://127.0.0.1:${port}`);
});
process.on('disconnect', () => process.exit());
