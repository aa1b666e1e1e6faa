import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { SandboxError } from '../sandbox-error.ts';

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Serving {
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Listens, and resolves once connections are accepted.
 *
 * @param idleMs how long a connection may be idle; 0 for as long as it likes
 * @throws {SandboxError} when the address cannot be listened on
 */
export async function serve(
  listener: Listener,
  port: number,
  host: string,
  idleMs: number,
): Promise<Serving> {
  const server = createServer({ keepAliveTimeout: idleMs }, listener);
  // A request that is not HTTP gets Node's own answer, and nothing of it is logged.
  const address = await listen(server, port, host);
  let closed: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const refuse = ({ code = '', message }: NodeJS.ErrnoException) => {
      reject(new SandboxError(REASONS[code]?.(port, host) ?? `cannot listen on ${host}: ${message}`));
    };
    server.once('error', refuse);
    try {
      server.listen(port, host, () => resolve(server.address() as AddressInfo));
    } catch (error) {
      refuse(error as Error);
    }
  });
}

const REASONS: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: (port, host) =>
    `port ${port} on ${host} is already in use; stop what uses it, or choose another port (0 takes any free one)`,
  EACCES: (port) => `port ${port} may not be used without more rights; choose one above 1023`,
  EADDRNOTAVAIL: (_, host) => `host ${host} is not an address of this machine`,
  ENOTFOUND: (_, host) => `host ${host} is not known`,
  ERR_SOCKET_BAD_PORT: (port) => `${port} is not a port; it has to be a whole number from 0 to 65535`,
};

/**
 * Whether a request may steer the sandbox. A page of another site must not, although it runs in a browser on the
 * same machine: neither by its own requests, nor by a host name that it points to this machine.
 */
export function isFromHere({ headers }: IncomingMessage, isLoopback: boolean): boolean {
  const host = headers.host ?? '';
  if (
    headers.origin !== undefined &&
    headers.origin !== `http://${host}` &&
    headers.origin !== `https://${host}`
  ) {
    return false;
  }
  if (!isLoopback) return true;
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || isIP(name) !== 0;
}
