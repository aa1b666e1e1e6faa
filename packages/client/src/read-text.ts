import type { TransportResponse } from './transport.ts';

/**
 * The body of an answer as text.
 *
 * @param limit in bytes, after any content coding was undone
 * @throws {RangeError} when the body is larger; what is left of it is not read
 */
export async function readText(response: TransportResponse, limit: number): Promise<string> {
  const { headers, body } = response;
  const length = headers.get('Content-Length') ?? limit + 1;
  // HTTP itself holds a body to its length, save one that is packed. Safari cannot iterate over a stream.
  if (!body?.[Symbol.asyncIterator] || (+length <= limit && !headers.get('Content-Encoding')))
    return response.text();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw new RangeError(`More than ${limit} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
