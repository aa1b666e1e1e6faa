import { isIP } from 'node:net';
import { type ControlClient, controlClient } from './control-client.ts';
import { Core } from './core.ts';
import { type Answered, listener } from './http/listener.ts';
import { serve } from './http/serving.ts';
import { SandboxError } from './sandbox-error.ts';
import type { NewSubscription } from './webhooks/new-subscription.ts';

export interface ServingOptions {
  port?: number | undefined;
  host?: string | undefined;
  data?: string | undefined;
  clock: 'real' | 'manual';
  seed?: string | undefined;
  pace?: number | undefined;
  keep?: number | undefined;
  keepForMs?: number | undefined;
  subscriptions: NewSubscription[];
  /** Set on a sandbox that is open to others. */
  controlToken?: string | undefined;
  onAnswered?: ((answered: Answered) => void) | undefined;
  warn?: ((line: string) => void) | undefined;
}

export interface Running {
  core: Core;
  client: ControlClient;
  url: string;
  port: number;
  close(): Promise<void>;
}

const PUBLIC_IDLE_MS = 30_000;
const KEEP = 100_000;
const KEEP_FOR_MS = 30 * 86_400_000;

/**
 * Starts everything; resolves once connections are accepted.
 *
 * @throws {SandboxError} when the data folder, a webhook or the address cannot be used
 */
export async function startServing(options: ServingOptions): Promise<Running> {
  const { port = 0, host = '127.0.0.1', controlToken, pace = 1 } = options;
  const core = new Core({
    data: options.data,
    clock: options.clock,
    seed: options.seed,
    pace,
    retention: { messages: options.keep ?? KEEP, ageMs: options.keepForMs ?? KEEP_FOR_MS },
    onlyPublicWebhooks: controlToken !== undefined,
    warn: options.warn ?? (() => {}),
  });
  try {
    await subscribe(core, options.subscriptions);
    const isLoopback =
      host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
    const serving = await serve(
      listener({ core, isLoopback, controlToken, onAnswered: options.onAnswered }),
      port,
      host,
      // On one's own machine nobody has to be kept from holding connections, and a timer for each request is saved.
      controlToken === undefined ? 0 : PUBLIC_IDLE_MS,
    );
    let closing: Promise<void> | undefined;
    return {
      core,
      client: controlClient(serving.url, controlToken),
      url: serving.url,
      port: serving.port,
      close() {
        closing ??= serving.close().then(() => core.close());
        return closing;
      },
    };
  } catch (error) {
    core.close();
    throw error;
  }
}

/** Adds what is not there yet: a restart on the same folder must not post everything twice. */
async function subscribe(core: Core, subscriptions: NewSubscription[]): Promise<void> {
  for (const { url, secret, events, apiSpaceId, batch, ordered = true } of subscriptions) {
    const refusal = await core.refuseUrl(url);
    if (refusal !== undefined) throw new SandboxError(`webhook ${new URL(url).origin}: the URL ${refusal}`);
    const wanted = {
      url,
      secret,
      ordered,
      ...(events && { events }),
      ...(apiSpaceId && { apiSpaceId }),
      ...(batch && { batch: { maxSize: batch.maxSize, timeoutMs: batch.timeoutSeconds * 1000 } }),
    };
    const text = JSON.stringify(Object.entries(wanted).sort());
    const isKnown = [...core.engine.world.subscriptions.values()].some(
      ({ id: _, ...known }) => JSON.stringify(Object.entries(known).sort()) === text,
    );
    if (!isKnown) core.engine.subscribe(wanted);
  }
  core.log.commit();
}
