// A load generator that costs little, so that the server under test and not the generator is measured: raw
// sockets with keep-alive, one request under way on each. The first answer is read in full; after that bytes are
// counted, for all answers to one request have the same length.
import { connect } from 'node:net';

/**
 * @param {{ port: number, request: Buffer, connections: number, seconds: number }} options
 * @returns {Promise<{ perSecond: number, p50: number, p99: number, status: string }>} times in ms
 * @throws {Error} when answers differ in length or status
 */
export async function load({ port, request, connections, seconds }) {
  const times = [];
  const { length, status } = await first(port, request);
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, client));
  const perSecond = times.length / ((performance.now() - started) / 1000);
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)] ?? 0;
  return { perSecond, p50: at(0.5), p99: at(0.99), status };

  function client() {
    return new Promise((resolve, reject) => {
      let sent = 0;
      let seen = 0;
      const onread = {
        buffer: Buffer.allocUnsafe(65_536),
        callback(bytes, buffer) {
          if (seen === 0 && buffer.toString('latin1', 9, 12) !== status) {
            reject(new Error(`answered ${buffer.toString('latin1', 0, 200)}`));
            return false;
          }
          seen += bytes;
          if (seen < length) return true;
          if (seen > length) reject(new Error(`an answer of ${seen} bytes, not ${length}`));
          seen = 0;
          const now = performance.now();
          times.push(now - sent);
          if (now < end) next();
          else {
            socket.destroy();
            resolve();
          }
          return true;
        },
      };
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
      const next = () => {
        sent = performance.now();
        socket.write(request);
      };
      socket.on('connect', next);
      socket.on('error', reject);
    });
  }
}

/** How long an answer is, and its status. */
function first(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let bytes = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const head = bytes.indexOf('\r\n\r\n');
      const [, length] = /content-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head)) ?? [];
      if (head < 0 || bytes.length < head + 4 + Number(length)) return;
      resolve({ length: bytes.length, status: bytes.toString('latin1', 9, 12) });
      socket.destroy();
    });
  });
}

/** An HTTP/1.1 request as bytes. */
export function request(method, path, body) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = [
    `${method} ${path} HTTP/1.1`,
    'Host: sandbox.test',
    'Authorization: Bearer bench',
    ...(body === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
  ];
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${text}`);
}
