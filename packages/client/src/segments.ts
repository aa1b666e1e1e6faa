import { basic, extension } from './gsm-7.ts';

/** What a text costs as an SMS. */
export interface Segments {
  /** `GSM-7` when every character is in its alphabet, else `UCS-2`. */
  encoding: 'GSM-7' | 'UCS-2';
  /** Characters as a person counts code points: an emoji may be several. */
  characters: number;
  /** Places taken: septets in GSM-7, where some characters take two; 16-bit units in UCS-2. */
  units: number;
  /** How many SMS the text takes. None for an empty text. */
  segments: number;
  /** Each character that is not in GSM-7, once, in the order of the text. Without them it would be GSM-7. */
  unicodeCharacters: string[];
}

const limits = { 'GSM-7': { single: 160, joined: 153 }, 'UCS-2': { single: 70, joined: 67 } };
const basicCharacters = new Set(basic);
const extensionCharacters = new Set(extension);

/**
 * Counts the SMS that a text takes. The contract of the API does not say how a channel encodes, so take this for what
 * the standard (3GPP TS 23.038 and 23.040) makes of the text as it is.
 */
export function countSegments(text: string): Segments {
  const characters = [...text];
  const unicodeCharacters = [
    ...new Set(characters.filter((one) => !basicCharacters.has(one) && !extensionCharacters.has(one))),
  ];
  const encoding = unicodeCharacters.length > 0 ? 'UCS-2' : 'GSM-7';
  const sizes = characters.map((one) =>
    encoding === 'UCS-2' ? one.length : extensionCharacters.has(one) ? 2 : 1,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, joined } = limits[encoding];
  const segments = units <= single ? Math.min(units, 1) : cut(sizes, joined);
  return { encoding, characters: characters.length, units, segments, unicodeCharacters };
}

/** A character of two units is not cut: it moves to the next segment as a whole. */
function cut(sizes: number[], room: number): number {
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      segments++;
      used = 0;
    }
    used += size;
  }
  return segments;
}
