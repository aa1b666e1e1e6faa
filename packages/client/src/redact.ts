import { sensitiveFields } from './generated/sensitive-fields.ts';

type Fields = true | { [field: string]: Fields };

/**
 * A copy of a request or an answer in which everything that the contract marks as sensitive is `[redacted]`: who the
 * message is for, what it says, its metadata. An array is taken item by item.
 */
export function redact(value: unknown): unknown {
  return copy(value, sensitiveFields);
}

function copy(value: unknown, fields: Fields | undefined): unknown {
  if (fields === true) return '[redacted]';
  if (!fields || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => copy(item, fields));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      copy(inner, Object.hasOwn(fields, name) ? fields[name] : fields['*']),
    ]),
  );
}
