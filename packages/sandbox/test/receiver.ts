import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookValidators } from '@enterprise-communications/validators/operations';
import { onTestFinished } from 'vitest';

export const SECRET = 'a-secret-of-at-least-16-characters';

export interface Received {
  eventId: string;
  name: string;
  revision: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came is what the tests look into.
  payload: any;
}

export interface Receiver {
  url: string;
  /** Each request as the events in it, when it was authentic and valid. */
  requests: Received[][];
  /** All events of all requests. */
  events: () => Received[];
  /** What is wrong with what came; has to stay empty. */
  faults: string[];
}

/** A webhook that checks the signature and the events by itself. @param answer the status for the n-th request */
export async function receiverForTest(
  answer: (n: number, events: Received[]) => number | undefined = () => 200,
): Promise<Receiver> {
  const requests: Received[][] = [];
  const faults: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const expected = createHmac('sha1', SECRET).update(bytes).digest('hex');
    if (request.headers['x-comapi-signature'] !== expected) faults.push('wrong signature');
    const body = JSON.parse(bytes.toString('utf8'));
    const events: Received[] = [body].flat();
    const validate = webhookValidators[events[0]?.name as keyof typeof webhookValidators].validate(body);
    if (!validate.valid) faults.push(JSON.stringify(validate.failures));
    requests.push(events);
    const status = answer(requests.length, events);
    if (status === undefined) return;
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, requests, faults, events: () => requests.flat() };
}
