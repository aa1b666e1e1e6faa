import { createHash } from 'node:crypto';

/** What an id is for. Two purposes never share an id, whatever their numbers. */
export const ID_PURPOSE = { message: 1, event: 2, inbound: 3, subscription: 4 } as const;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes GUIDs out of a seed and a number. The same seed and number give the same GUID, so that a run can be
 * repeated, and a restart needs to remember nothing but how far it had counted.
 */
export class IdSource {
  readonly #lanes: Uint32Array;

  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    this.#lanes = Uint32Array.from({ length: 4 }, (_, lane) => digest.readUInt32LE(lane * 4));
  }

  /** @param n counted from 0, below 2^32 for each purpose */
  guid(purpose: number, n: number): string {
    const a = this.#mix(0, purpose, n);
    const b = this.#mix(1, purpose, n);
    const c = this.#mix(2, purpose, n);
    const d = this.#mix(3, purpose, n);
    return (
      `${hex(a >>> 24)}${hex(a >>> 16)}${hex(a >>> 8)}${hex(a)}-${hex(b >>> 24)}${hex(b >>> 16)}-` +
      `${HEX[((b >>> 8) & 0x0f) | 0x40]}${hex(b)}-${HEX[((c >>> 24) & 0x3f) | 0x80]}${hex(c >>> 16)}-` +
      `${hex(c >>> 8)}${hex(c)}${hex(d >>> 24)}${hex(d >>> 16)}${hex(d >>> 8)}${hex(d)}`
    );
  }

  // Each step can be undone, so two numbers of one purpose never meet in the first lane.
  #mix(lane: number, purpose: number, n: number): number {
    let h = n ^ (this.#lanes[lane] as number) ^ Math.imul(purpose, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  }
}

function hex(value: number): string {
  return HEX[value & 0xff] as string;
}
