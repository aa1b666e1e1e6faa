import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  method: string;
  path: string;
  authorization: string | undefined;
  contentType: string | undefined;
  /** As it arrived. */
  body: string;
  status: number;
  answer: string;
}

/** Listens in front of a server, hands every request on to it, and keeps what was said. */
export async function startRecordingFront(behind: string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    const { authorization } = headers;
    const contentType = headers['content-type'];
    const answered = await fetch(behind + url, {
      method,
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
      },
      ...(body === '' ? {} : { body }),
    });
    const answer = await answered.text();
    exchanges.push({ method, path: url, authorization, contentType, body, status: answered.status, answer });
    response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' });
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    close() {
      server.closeAllConnections();
      return new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
