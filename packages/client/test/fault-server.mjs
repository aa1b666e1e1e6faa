import { createServer } from 'node:http';
import { Server } from 'node:net';

/**
 * What can befall a request, and how often of a thousand. `ambiguous` ones leave their sender in doubt: whether the
 * messages were accepted is decided by lot then.
 *
 * @type {Record<string, { weight: number, ambiguous: boolean }>}
 */
export const faults = {
  resetBeforeBody: { weight: 8, ambiguous: true },
  resetAfterBody: { weight: 8, ambiguous: true },
  hang: { weight: 4, ambiguous: true },
  requestTimeout: { weight: 4, ambiguous: true },
  internalError: { weight: 8, ambiguous: true },
  internalErrorWithRetryAfter: { weight: 4, ambiguous: true },
  unavailable: { weight: 8, ambiguous: true },
  unavailableWithRetryAfter: { weight: 15, ambiguous: false },
  rateLimited: { weight: 15, ambiguous: false },
  rateLimitedWithRetryAfter: { weight: 15, ambiguous: false },
  cutBody: { weight: 8, ambiguous: true },
  brokenJson: { weight: 8, ambiguous: true },
  /** Nobody can connect for a moment. The connections that there are end in peace, so that nobody is left in doubt. */
  outage: { weight: 3, ambiguous: false },
};

/**
 * What the server knows about each message, by the number in its `metadata.id`.
 *
 * @typedef {object} FaultRecord
 * @property {Uint8Array} accepted how often it was accepted
 * @property {Uint32Array} serial of the `messageId` that it was given last
 * @property {Uint8Array} inDoubt 1 when a request with it met an ambiguous fault
 * @property {Record<string, number>} met how many requests met each fault; `none` those that met none
 * @property {number} refused requests that held a bad message
 */

/**
 * The API with seeded faults, over a real socket. A message with `metadata.bad` is not valid, and the batch it is in
 * is refused.
 *
 * @param {{ seed: number, size: number }} options `size`: how many messages there are
 */
export async function startFaultServer({ seed, size }) {
  const random = randomOf(seed);
  /** @type {FaultRecord} */
  const record = {
    accepted: new Uint8Array(size),
    serial: new Uint32Array(size),
    inDoubt: new Uint8Array(size),
    met: { none: 0 },
    refused: 0,
  };
  let serial = 0;
  let outage = false;
  let port = 0;

  /** @param {any} message */
  const accept = (message) => {
    const { id } = message.metadata;
    record.accepted[id] = (record.accepted[id] ?? 0) + 1;
    record.serial[id] = ++serial;
    return { messageId: `m-${serial}`, status: 'processing' };
  };

  const draw = () => {
    let ticket = random() * 1000;
    for (const [name, { weight }] of Object.entries(faults)) {
      ticket -= weight;
      if (ticket < 0) return name;
    }
    return 'none';
  };

  /** @type {import('node:http').RequestListener} */
  const serve = async (request, response) => {
    const { socket } = request;
    const fault = draw();
    const isAccepted = random() < 0.5;
    const namesBad = random() < 0.7;
    record.met[fault] = (record.met[fault] ?? 0) + 1;
    const batch = request.url?.endsWith('/batch');
    let text = '';
    try {
      for await (const chunk of request.setEncoding('utf8')) text += chunk;
    } catch {
      return;
    }
    const messages = batch ? JSON.parse(text) : [JSON.parse(text)];
    if (faults[fault]?.ambiguous) for (const { metadata } of messages) record.inDoubt[metadata.id] = 1;
    if (outage) response.setHeader('Connection', 'close');

    /** @param {number} status @param {Record<string, string>} [headers] @param {string} [body] */
    const answer = (status, headers = {}, body = '') => {
      response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
      response.end(body);
    };
    // Before the lot is cast: a bad batch is refused as a whole, whatever else befalls it.
    const bad = messages.flatMap((/** @type {any} */ { metadata }, /** @type {number} */ index) =>
      metadata.bad ? [index] : [],
    );
    const accepting = () => {
      if (bad.length > 0) return undefined;
      return messages.map((/** @type {any} */ message) => accept(message));
    };

    switch (fault) {
      case 'resetBeforeBody':
        return void socket.resetAndDestroy();
      case 'resetAfterBody':
        if (isAccepted) accepting();
        return void socket.resetAndDestroy();
      case 'hang':
        if (isAccepted) accepting();
        return;
      case 'requestTimeout':
        if (isAccepted) accepting();
        return answer(408);
      case 'internalError':
        if (isAccepted) accepting();
        return answer(500);
      case 'internalErrorWithRetryAfter':
        if (isAccepted) accepting();
        return answer(500, { 'Retry-After': '0' });
      case 'unavailable':
        if (isAccepted) accepting();
        return answer(503);
      case 'unavailableWithRetryAfter':
        return answer(503, { 'Retry-After': new Date(Date.now() - 1000).toUTCString() });
      case 'rateLimited':
        return answer(429);
      case 'rateLimitedWithRetryAfter':
        return answer(429, { 'Retry-After': '0' });
      case 'outage':
        stopListening();
        break;
    }

    if (bad.length > 0) {
      record.refused += 1;
      const validationFailures = namesBad
        ? bad.map((/** @type {number} */ index) => ({
            paramName: batch ? `[${index}].to` : 'to',
            message: 'is required',
          }))
        : [];
      return answer(400, {}, JSON.stringify({ validationFailures }));
    }
    const accepted = accepting();
    const body = JSON.stringify(
      batch
        ? accepted.map((/** @type {any} */ { messageId }, /** @type {number} */ index) => ({
            index,
            messageId,
          }))
        : accepted[0],
    );
    const status = batch ? 202 : 201;
    if (fault === 'brokenJson') return answer(status, {}, body.slice(0, -2));
    if (fault === 'cutBody') {
      response.writeHead(status, { 'Content-Length': body.length });
      response.write(body.slice(0, -2));
      return void setImmediate(() => socket.resetAndDestroy());
    }
    return answer(status, {}, body);
  };

  let server = createServer(serve);
  /** @type {Set<import('node:http').Server>} */
  const servers = new Set();
  const listen = () => {
    server = createServer({ keepAliveTimeout: 60_000 }, serve);
    servers.add(server);
    return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  };
  const stopListening = () => {
    if (outage) return;
    outage = true;
    // Not http's own `close`: that ends idle connections, just when somebody may be writing to them.
    Server.prototype.close.call(server);
    setTimeout(() => {
      void listen();
      outage = false;
    }, 20);
  };

  await listen();
  ({ port } = /** @type {import('node:net').AddressInfo} */ (server.address()));
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    record,
    close() {
      for (const one of servers) {
        one.close();
        one.closeAllConnections();
      }
    },
  };
}

/**
 * Mulberry32: small, repeatable, and good enough to cast lots.
 *
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
