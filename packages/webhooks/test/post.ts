import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

/**
 * Posts over a real socket and gives the status. Unlike fetch it can send a header twice, a body in pieces, and one
 * without its length.
 */
export function post(
  url: string,
  headers: OutgoingHttpHeaders,
  write: string | Buffer | ((request: ClientRequest) => void),
): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent: false }, (response: IncomingMessage) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    if (typeof write === 'function') write(outgoing);
    else outgoing.end(write);
  });
}
