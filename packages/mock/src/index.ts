import { MockError } from './mock-error.ts';
import { startServing } from './serving.ts';

export { MockError };

export interface MockOptions {
  /** Port to listen on, 0 to 65535. 0 lets the system choose a free one. @default 0 */
  port?: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /**
   * Path of the description to serve: a self-contained OpenAPI 3 file, JSON or YAML.
   * @default the description of the Enterprise Communications API that this package ships
   */
  spec?: string;
  /** Answer with invented data that fits the schemas, instead of the description's examples. @default false */
  dynamic?: boolean;
  /**
   * Makes invented data repeatable: the same seed and the same request give the same answer. Applies with
   * `dynamic`, and to a request that asks for `Prefer: dynamic=true`.
   */
  seed?: number;
}

export interface Mock {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and closes every open socket. Calling it again does nothing more. */
  close(): Promise<void>;
}

/**
 * Starts a mock of the API in this process. Resolves once it accepts connections.
 *
 * Several mocks can run side by side.
 *
 * @throws {MockError} when the description cannot be used (missing, not JSON or YAML, a `$ref` to nothing) or
 * the address cannot be listened on (port in use, unknown host).
 *
 * @example
 * const mock = await startMock();
 * const answer = await fetch(`${mock.url}/apispaces/my-space/messages/my-message`, {
 *   headers: { authorization: 'Bearer any-token', prefer: 'code=404' },
 * });
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { url, port, close } = await startServing(options);
  return { url, port, close };
}
