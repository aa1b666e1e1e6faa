import type { IncomingMessage } from 'node:http';
import { requestFields, sensitiveFields } from '../generated/sensitive-fields.ts';

type Fields = true | { readonly [field: string]: Fields };

const MAX_BYTES = 65_536;
const MAX_CHARACTERS = 1_000;
const known: ReadonlySet<string> = new Set(requestFields);

/**
 * Listens in on the body of a request to the API, for the log.
 *
 * @returns a function that gives the body as JSON text without what the contract marks as sensitive; empty when there
 *   is none, or when it cannot be told what in it is sensitive
 */
export function bodyForLog(request: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  });
  return () => {
    if (size === 0 || size > MAX_BYTES) return '';
    try {
      const text = JSON.stringify(redacted(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
      return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
    } catch {
      return '';
    }
  };
}

/** One message, or a batch. What is no field of a message is left out: nobody knows what is in it. */
function redacted(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(redacted);
  if (typeof body !== 'object' || body === null) return '[redacted]';
  return copy(Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name))), sensitiveFields);
}

function copy(value: unknown, fields: Fields | undefined): unknown {
  if (fields === true) return '[redacted]';
  if (fields === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, fields));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      copy(inner, Object.hasOwn(fields, name) ? fields[name] : fields['*']),
    ]),
  );
}
