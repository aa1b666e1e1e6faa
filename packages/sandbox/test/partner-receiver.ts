import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventValidators, webhookValidators } from '@enterprise-communications/validators/operations';
import { onTestFinished } from 'vitest';

export const SECRET = 'the-secret-of-a-partner';

interface Event {
  eventId: string;
  name: string;
  payload: { id?: string };
  revision: number;
}

/** What a receiver does. A wrong one differs from the right one in one of these. */
export interface Habits {
  /** Reads the body; undefined when it is too large. */
  read(request: IncomingMessage): Promise<Buffer | undefined>;
  isAuthentic(bytes: Buffer, signature: string | undefined): boolean;
  /** The answer to what is not authentic. */
  refusal: number;
  /** The answer to what is. */
  take(body: unknown): Promise<number> | number;
  /** What happens before anything else. */
  serve(listener: RequestListener): RequestListener;
}

export function hmac(bytes: string | Buffer, algorithm = 'sha1'): string {
  return createHmac(algorithm, SECRET).update(bytes).digest('hex');
}

export function limited(maxBytes: number): Habits['read'] {
  return async (request) => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}

const right: Habits = {
  read: limited(5_000_000),
  isAuthentic(bytes, signature = '') {
    const expected = Buffer.from(hmac(bytes));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  },
  refusal: 401,
  take: () => 204,
  serve: (listener) => listener,
};

export interface PartnerReceiver {
  url: string;
  /** What it took: authentic bodies. */
  taken: (Event | Event[])[];
  /** Why what it took is not as the contract says; has to stay empty. */
  faults: string[];
}

/** A partner's receiver: written as the documentation says, but for some habits. */
export async function partnerReceiver(habits: Partial<Habits> = {}): Promise<PartnerReceiver> {
  const { read, isAuthentic, refusal, take, serve } = { ...right, ...habits };
  const taken: PartnerReceiver['taken'] = [];
  const faults: string[] = [];
  const listener: RequestListener = async (request, response) => {
    const bytes = await read(request).catch(() => undefined);
    if (bytes === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    if (!isAuthentic(bytes, request.headers['x-comapi-signature'] as string | undefined)) {
      response.writeHead(refusal).end();
      return;
    }
    const body = JSON.parse(bytes.toString('utf8'));
    taken.push(body);
    faults.push(...faultsOf(body));
    response.writeHead(await take(body)).end();
  };
  const server = createServer(serve(listener)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?token=private`, taken, faults };
}

function faultsOf(body: Event | Event[]): string[] {
  const known = eventValidators as Record<string, { validate(value: unknown): { valid: boolean } }>;
  const validator = Array.isArray(body) ? webhookValidators['message.sent'] : known[body.name];
  const result = validator?.validate(body);
  return result === undefined || result.valid ? [] : [JSON.stringify([result, body])];
}
