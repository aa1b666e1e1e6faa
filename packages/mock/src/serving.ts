import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { allowAnyOrigin, answerPreflight, exposeHeaders, isPreflight } from './cors.ts';
import { type Description, readDescription } from './description.ts';
import { maxBodyBytes } from './max-body-bytes.ts';
import { MockError } from './mock-error.ts';
import { createPrism, type Prism, type PrismSettings } from './prism.ts';
import { readRequestBody } from './request-body.ts';

/** What is known of a request once it is answered. No body, no query values, no headers: they can be private. */
export interface Answered {
  method: string;
  path: string;
  status: number;
  milliseconds: number;
}

export interface ServingOptions extends PrismSettings {
  port?: number | undefined;
  host?: string | undefined;
  spec?: string | undefined;
  onAnswered?: ((answered: Answered) => void) | undefined;
}

export interface Serving {
  url: string;
  port: number;
  /** The file that is served. */
  spec: string;
  /** What the description calls itself. */
  title: string;
  version: string;
  /**
   * Serves the file as it is now. Requests under way are still answered by the old description, which also
   * stays when the new one cannot be used.
   *
   * @returns whether the file had changed
   * @throws {MockError}
   */
  reload(): Promise<boolean>;
  close(): Promise<void>;
}

const SHIPPED_SPEC = fileURLToPath(new URL('./openapi.json', import.meta.url));

/** Starts a server that answers by a description; resolves once it listens. */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { port = 0, host = '127.0.0.1', spec = SHIPPED_SPEC } = options;
  let loaded = await load(spec, options);

  const server = createServer((request, response) => {
    const started = performance.now();
    const { method = '', url = '/' } = request;
    const [path = '/'] = url.split('?');
    answer(loaded, request, response).then(
      () => {
        const milliseconds = Math.round(performance.now() - started);
        options.onAnswered?.({ method, path, status: response.statusCode, milliseconds });
      },
      // The caller went away in the middle of its body, or a header of the description cannot be sent.
      () => response.writeHead(500).end(),
    );
  });
  const address = await listen(server, port, host);

  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    spec,
    title: loaded.description.title,
    version: loaded.description.version,
    async reload() {
      const next = await load(spec, options, loaded);
      const changed = next !== loaded;
      loaded = next;
      return changed;
    },
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

interface Loaded {
  description: Description;
  prism: Prism;
  maxBytes: number;
}

async function load(spec: string, settings: PrismSettings, current?: Loaded): Promise<Loaded> {
  const description = await readDescription(spec);
  if (description.text === current?.description.text) return current;
  const prism = await createPrism(description.document, settings).catch((error: Error) => {
    const [reason] = error.message.split('\n');
    throw new MockError(`${spec}: cannot be served: ${reason}`);
  });
  return { description, prism, maxBytes: maxBodyBytes(description.document) };
}

async function answer({ prism, maxBytes }: Loaded, request: IncomingMessage, response: ServerResponse) {
  allowAnyOrigin(request, response);
  if (isPreflight(request)) return answerPreflight(request, response);

  const { method = 'GET', url = '/', headers } = request;
  const [path = '/', ...query] = url.split('?');
  const {
    status,
    headers: answered,
    body,
  } = await prism({
    method,
    path,
    query: new URLSearchParams(query.join('?')),
    headers,
    body: await readRequestBody(request, maxBytes),
  });
  exposeHeaders(response, Object.keys(answered));
  response.statusCode = status;
  for (const [name, value] of Object.entries(answered)) response.setHeader(name, value);
  response.end(body);
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refuse = ({ code = '', message }: NodeJS.ErrnoException) => {
      reject(new MockError(LISTEN_ERRORS[code]?.(port, host) ?? `cannot listen on ${host}: ${message}`));
    };
    server.once('error', refuse);
    try {
      server.listen(port, host, () => resolve(server.address() as AddressInfo));
    } catch (error) {
      refuse(error as Error);
    }
  });
}

const LISTEN_ERRORS: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port, host) =>
    `port ${port} on ${host} is already in use; stop what uses it, or choose another port (0 takes any free one)`,
  EACCES: (port) => `port ${port} may not be used without more rights; choose one above 1023`,
  EADDRNOTAVAIL: (_, host) => `host ${host} is not an address of this machine`,
  ENOTFOUND: (_, host) => `host ${host} is not known`,
  ERR_SOCKET_BAD_PORT: (port) => `${port} is not a port; it has to be a whole number from 0 to 65535`,
};
