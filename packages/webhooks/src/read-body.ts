import type { WebhookRequest } from './handler.ts';
import type { RawBody } from './raw-body.ts';

/**
 * Reads the body of a request. It stops when it has more than `maxBytes`, and gives what it has: too much. What is
 * no stream is left to the receiver, which says what a raw body is.
 */
export async function readBody({ body, bodyUsed }: WebhookRequest, maxBytes: number): Promise<RawBody> {
  if (body === null) return '';
  const stream = (bodyUsed ? undefined : body) as AsyncIterable<Uint8Array<ArrayBuffer>> | undefined;
  const iterator = stream?.[Symbol.asyncIterator]?.();
  if (!iterator) return stream as unknown as RawBody;
  const chunks = [];
  // Not `for await`: leaving that early destroys a Node request, and with it the socket that the answer needs.
  for (let size = 0; size <= maxBytes; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  return new Blob(chunks).arrayBuffer();
}
