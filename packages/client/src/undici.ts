import { Agent, type Dispatcher } from 'undici';
import type { AnswerHeaders } from './errors/api-error.ts';
import type { Transport, TransportResponse } from './transport.ts';

/** How the transport holds its connections. */
export interface UndiciOptions {
  /**
   * Connections to the API, at most. Further requests wait for one.
   * @default 128
   */
  connections?: number;
  /**
   * Milliseconds that an idle connection is kept. Keep it below what the server allows: a request on a connection that
   * the server is closing ends in doubt.
   * @default 4000
   */
  keepAliveTimeout?: number;
  /**
   * Milliseconds to connect, at most. A send that ends here is known not to have left, and is tried again.
   * @default 10000
   */
  connectTimeout?: number;
  /** A dispatcher of your own, such as a `ProxyAgent`, in place of all the above. */
  dispatcher?: Dispatcher;
}

/** A transport for Node.js, several times faster than its `fetch`. Close it when you are done. */
export interface UndiciTransport extends Transport {
  /** Ends when the requests under way have ended, and their connections are closed. */
  close(): Promise<void>;
}

/**
 * Carries requests by undici's own interface, which does without what the standard asks of `fetch`.
 *
 * @example
 * const transport = undiciTransport();
 * const client = createClient({ apiSpaceId, token, fetch: transport });
 * // …
 * await transport.close();
 */
export function undiciTransport({
  connections = 128,
  keepAliveTimeout = 4_000,
  connectTimeout = 10_000,
  dispatcher = new Agent({
    connections,
    keepAliveTimeout,
    connect: { timeout: connectTimeout },
    // Two requests on one connection would end in doubt together.
    pipelining: 1,
    // The client has its own clock for each request.
    headersTimeout: 0,
    bodyTimeout: 0,
  }),
}: UndiciOptions = {}): UndiciTransport {
  const transport: Transport = async (url, { method, headers, body, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const answer = await dispatcher.request({
      origin,
      path: pathname + search,
      method: method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(headers),
      body,
      signal,
    });
    return new UndiciResponse(answer);
  };
  return Object.assign(transport, { close: () => dispatcher.close() });
}

class UndiciResponse implements TransportResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: AnswerHeaders;
  readonly body: Dispatcher.ResponseData['body'];

  constructor({ statusCode, headers, body }: Dispatcher.ResponseData) {
    this.status = statusCode;
    this.ok = statusCode >= 200 && statusCode < 300;
    this.headers = { get: (name) => headers[name.toLowerCase()]?.toString() ?? null };
    this.body = body;
  }

  text(): Promise<string> {
    return this.body.text();
  }

  json(): Promise<unknown> {
    return this.body.json();
  }
}
