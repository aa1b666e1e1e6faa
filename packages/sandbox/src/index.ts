import type { ControlClient } from './control-client.ts';
import { milliseconds } from './domain/duration.ts';
import { SandboxError } from './sandbox-error.ts';
import { startServing } from './start-serving.ts';

export type { ControlClient } from './control-client.ts';
export { SandboxError };

export interface SandboxOptions {
  /** Port to listen on, 0 to 65535. 0 lets the system choose a free one. @default 0 */
  port?: number;
  /** Address to listen on. @default '127.0.0.1' */
  host?: string;
  /** A folder to keep everything in. Without it, all is gone when the sandbox is closed. */
  data?: string;
  /** `manual` stands still until `advance` is called. @default 'manual' */
  clock?: 'real' | 'manual';
  /** Makes ids and times repeatable: the same seed and the same requests give the same messages and events. */
  seed?: string | number;
  /** What the short delays between statuses are multiplied with; 0 for at once. @default 1 */
  pace?: number;
  /** Post every event to this webhook. */
  webhook?: { url: string; secret: string };
}

/** A running sandbox, and everything its control API can do as methods. */
export interface Sandbox extends ControlClient {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:49152`. */
  readonly url: string;
  readonly port: number;
  /**
   * Lets time pass, and resolves when everything due has been done: statuses, webhooks and their retries.
   *
   * @param duration such as `24h`, `1h30m`, or milliseconds
   */
  advance(duration: string | number): Promise<void>;
  /** Stops listening and closes every open socket. Calling it again does nothing more. */
  close(): Promise<void>;
}

/**
 * Starts a sandbox in this process, by default with a manual clock and without a data folder, as tests need it.
 * Resolves once it accepts connections. Several can run side by side.
 *
 * @throws {SandboxError} when an option, the data folder or the address cannot be used
 *
 * @example
 * const sandbox = await startSandbox();
 * // send a message to sandbox.url …
 * await sandbox.advance('1s');
 * const { messages } = await sandbox.messages();
 * await sandbox.close();
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = 'manual', seed, webhook, ...rest } = options;
  const { core, client, url, port, close } = await startServing({
    ...rest,
    clock,
    ...(seed !== undefined && { seed: String(seed) }),
    subscriptions: webhook ? [webhook] : [],
  });
  return {
    ...client,
    url,
    port,
    close,
    async advance(duration) {
      const ms = milliseconds(duration);
      if (ms === undefined)
        throw new SandboxError(`"${duration}" is not a duration such as 24h, 1h30m or 500ms`);
      if (clock !== 'manual')
        throw new SandboxError('the clock is real; start the sandbox with clock: "manual"');
      await core.advance(ms);
    },
  };
}
