import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface RecordedRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
  /** The client's end of the connection. */
  port: number | undefined;
}

/** What the server does with a request: an answer, or a fault on the way to one. */
export type Answer =
  | { status: number; body?: unknown; text?: string; headers?: Record<string, string> }
  /** Takes the request, then breaks the connection. */
  | 'reset'
  /** Takes the request and never answers. */
  | 'hang'
  /** Answers with that status and half a body, then breaks the connection. */
  | { cut: number }
  /** Answers with that status and half a body, and sends no more. */
  | { stall: number };

/** An HTTP server that keeps what it was asked and gives the next of the answers it was told. */
export async function startRecordingServer(...answers: Answer[]) {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, url, headers, socket } = request;
    requests.push({ method, url, headers, body, port: socket.remotePort });
    give(answers.shift() ?? { status: 500 }, response, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answers,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(answer: Answer, response: ServerResponse, socket: Socket): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    socket.resetAndDestroy();
    return;
  }
  if ('cut' in answer || 'stall' in answer) {
    response.writeHead('cut' in answer ? answer.cut : answer.stall, {
      'content-type': 'application/json',
      'content-length': '1000',
    });
    response.write('{"messageId":');
    if ('cut' in answer) setImmediate(() => socket.resetAndDestroy());
    return;
  }
  const { status, body, headers } = answer;
  const text = answer.text ?? (body === undefined ? undefined : JSON.stringify(body));
  response.writeHead(status, {
    ...(text === undefined ? { 'content-length': '0' } : { 'content-type': 'application/json' }),
    ...headers,
  });
  response.end(text);
}
