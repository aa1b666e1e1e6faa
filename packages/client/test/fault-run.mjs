import { randomOf } from './fault-server.mjs';

/**
 * @typedef {import('../src/index.ts').Client} Client
 * @typedef {import('./fault-server.mjs').FaultRecord} FaultRecord
 */

const options = { timeout: 400, retry: { baseDelay: 5, maxDelay: 50, limit: 20 } };
const codes = ['unseen', 'accepted', 'rejected', 'unknown'];

/**
 * What the client was told of each message, by its number.
 *
 * @typedef {object} Told
 * @property {Uint8Array} outcome an index into `codes`
 * @property {Uint32Array} serial of the `messageId`
 * @property {Uint8Array} lost 1 when the connection broke under the request, or no answer came in time: in doubt, even
 *   if the server never saw it
 * @property {number} twice messages of which an outcome was told more than once
 */

/** @param {number} size @returns {Told} */
function tellNothing(size) {
  return {
    outcome: new Uint8Array(size),
    serial: new Uint32Array(size),
    lost: new Uint8Array(size),
    twice: 0,
  };
}

/**
 * @param {Told} told
 * @param {number} id
 * @param {{ outcome: 'accepted' | 'rejected' | 'unknown', messageId?: string | undefined, cause?: unknown }} what
 */
function tell(told, id, { outcome, messageId = 'm-0', cause }) {
  if (told.outcome[id]) told.twice += 1;
  told.outcome[id] = codes.indexOf(outcome);
  told.serial[id] = Number(messageId.slice(2));
  if (outcome === 'unknown' && isLost(cause)) told.lost[id] = 1;
}

/**
 * Whether an error is about a request that nobody answered. Looked at here by its code, so that it does not rest on
 * what the client makes of it.
 *
 * @param {any} error
 * @returns {boolean}
 */
function isLost(error) {
  if (!(error instanceof Error)) return false;
  const { code, name } = /** @type {NodeJS.ErrnoException} */ (error);
  const timedOut = name === 'TimeoutError' && error instanceof DOMException;
  return timedOut || /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code ?? '') || isLost(error.cause);
}

/** @param {number} id @param {boolean} bad */
const messageOf = (id, bad) => ({
  to: { phoneNumber: '447700900123' },
  body: 'Hello',
  rules: ['sms'],
  metadata: bad ? { id, bad } : { id },
});

/**
 * Sends that many messages, one by one.
 *
 * @param {Client} client
 * @param {{ size: number, concurrency: number, seed: number }} how
 */
export async function sendSingles({ messages }, { size, concurrency, seed }) {
  const told = tellNothing(size);
  const random = randomOf(seed);
  let next = 0;
  const work = async () => {
    while (next < size) {
      const id = next++;
      const { ok, data, error } = await messages.send.try(messageOf(id, random() < 0.01), options);
      if (ok) tell(told, id, { outcome: 'accepted', messageId: data.messageId });
      else
        tell(told, id, {
          outcome: error.name === 'OutcomeUnknownError' ? 'unknown' : 'rejected',
          cause: error,
        });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return told;
}

/**
 * Sends that many messages through `sendMany`.
 *
 * @param {Client} client
 * @param {{ size: number, batchItems: number, seed: number, onProgress?: (read: number) => void }} how
 */
export async function sendBulk({ messages }, { size, batchItems, seed, onProgress }) {
  const told = tellNothing(size);
  const random = randomOf(seed);
  function* source() {
    for (let id = 0; id < size; id++) yield messageOf(id, random() < 0.0005);
  }
  const outcomes = messages.sendMany(source(), {
    ...options,
    batchItems,
    onProgress: ({ read }) => onProgress?.(read),
  });
  for await (const outcome of outcomes) tell(told, outcome.index, outcome);
  return told;
}

/**
 * Compares what the client was told with what the server knows.
 *
 * @param {Told} told
 * @param {FaultRecord} record
 */
export function compare(told, record) {
  const count = { accepted: 0, rejected: 0, unknown: 0, unknownButAccepted: 0, unknownAndNeverSeen: 0 };
  const faults = {
    duplicates: 0,
    withoutOutcome: 0,
    outcomeTwice: told.twice,
    acceptedButNotThere: 0,
    acceptedUnderAnotherId: 0,
    rejectedButThere: 0,
    unknownWithoutReason: 0,
  };
  told.outcome.forEach((code, id) => {
    const accepted = record.accepted[id] ?? 0;
    if (accepted > 1) faults.duplicates += 1;
    switch (codes[code]) {
      case 'accepted':
        count.accepted += 1;
        if (accepted === 0) faults.acceptedButNotThere += 1;
        if (told.serial[id] !== record.serial[id]) faults.acceptedUnderAnotherId += 1;
        break;
      case 'rejected':
        count.rejected += 1;
        if (accepted > 0) faults.rejectedButThere += 1;
        break;
      case 'unknown':
        count.unknown += 1;
        if (accepted > 0) count.unknownButAccepted += 1;
        if (record.inDoubt[id]) break;
        if (told.lost[id]) count.unknownAndNeverSeen += 1;
        else faults.unknownWithoutReason += 1;
        break;
      default:
        faults.withoutOutcome += 1;
    }
  });
  return { count, faults };
}
