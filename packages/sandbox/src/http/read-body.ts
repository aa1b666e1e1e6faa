import type { IncomingMessage } from 'node:http';
import { isDeeperThan } from './json-depth.ts';

export type Body =
  | { kind: 'none' }
  | { kind: 'json'; value: unknown }
  | { kind: 'bad'; message: string }
  | { kind: 'too large' };

/** How deep JSON may nest. Far deeper than any message, far less than what would exhaust a reader. */
export const MAX_DEPTH = 64;

const JSON_TYPE = /^application\/(?:[^;\s]+\+)?json\s*(?:;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a request's body to its end and calls back once. It keeps at most `maxBytes`. Not called when the sender goes away. */
export function readBody(request: IncomingMessage, maxBytes: number, done: (body: Body) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // What is too much is read and thrown away: most clients look at the answer only after they have sent all.
    if (size <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on('end', () => {
    if (size > maxBytes) return done({ kind: 'too large' });
    if (size === 0) return done({ kind: 'none' });
    done(
      parse(
        request.headers['content-type'],
        chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
      ),
    );
  });
  request.on('error', () => {});
}

function parse(type: string | undefined, bytes: Buffer): Body {
  if (!JSON_TYPE.test(type ?? '')) {
    return { kind: 'bad', message: 'The Content-Type of the request must be application/json.' };
  }
  if (isDeeperThan(MAX_DEPTH, bytes)) {
    return { kind: 'bad', message: `The request body nests deeper than ${MAX_DEPTH} levels.` };
  }
  try {
    return { kind: 'json', value: JSON.parse(utf8.decode(bytes)) };
  } catch (error) {
    // The engine's own message can quote the body; of it only the position is passed on.
    const [position] = /at position \d+/.exec(String(error)) ?? [];
    return { kind: 'bad', message: `The request body is not valid JSON${position ? ` (${position})` : ''}.` };
  }
}
