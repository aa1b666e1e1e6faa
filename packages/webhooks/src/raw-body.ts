import { RawBodyError } from './raw-body-error.ts';

/** A body as it came: its bytes, or its text where the text is exactly what was sent, in UTF-8. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/**
 * The bytes of a raw body, as a copy: what is verified stays what is parsed, whatever the owner does meanwhile.
 *
 * @throws RawBodyError when it is anything else, such as parsed JSON
 * @internal its type does not compile below TypeScript 5.7
 */
export function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body);
  // By its tag, since bytes of another realm are no instance of this one's classes.
  const tag = Object.prototype.toString.call(body);
  if (!/ (Uint8Array|ArrayBuffer)]$/.test(tag)) throw new RawBodyError(tag);
  return new Uint8Array(body.slice(0));
}
