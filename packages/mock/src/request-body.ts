import type { IncomingMessage } from 'node:http';

/** What a request carried: nothing, a value Prism can judge, or something that has to be refused before. */
export type RequestBody = { kind: 'none' } | { kind: 'value'; value: unknown } | RefusedBody;

export interface RefusedBody {
  kind: 'refused';
  status: 400 | 413;
  code: string;
  /** What is wrong, without a word of the body itself. */
  message: string;
}

const JSON_MEDIA_TYPE = /^application\/([^;\s]+\+)?json\s*(;|$)/i;

/** Reads a request's body to its end. Keeps at most `maxBytes` of it. */
export async function readRequestBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body that is too large is read on and thrown away: most clients look at the answer only after they
  // have sent everything.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) {
    const message = `Request body has ${bytes} bytes, more than ${maxBytes}`;
    return { kind: 'refused', status: 413, code: 'too_large', message };
  }
  if (bytes === 0) return { kind: 'none' };
  const body = Buffer.concat(chunks);
  if (!JSON_MEDIA_TYPE.test(request.headers['content-type'] ?? '')) {
    return { kind: 'value', value: body.toString('utf8') };
  }
  try {
    return { kind: 'value', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch (error) {
    // The engine's own message can quote the body; of it only the position is passed on.
    const [position = ''] = /at position \d+/.exec(String(error)) ?? [];
    const message = `Request body is not valid JSON ${position}`.trimEnd();
    return { kind: 'refused', status: 400, code: 'malformed_json', message };
  }
}
