const FIELD = /\{\{\s*(profile\.[A-Za-z0-9_.-]+|body|title|profileId)\s*\}\}/g;

/** Whether a JSON text can hold merge fields at all; far cheaper than to look for them. */
export function mayHaveMergeFields(json: string): boolean {
  return json.includes('{{');
}

/**
 * Fills in the merge fields of every text inside a value. A field that is not known becomes empty.
 *
 * @param fields `profile.firstName` and the like, by their names without the braces
 */
export function mergeFields<T>(value: T, fields: (name: string) => unknown): T {
  if (typeof value === 'string') {
    return value.replace(FIELD, (_, name: string) => {
      const filled = fields(name);
      return typeof filled === 'string' || typeof filled === 'number' ? String(filled) : '';
    }) as T;
  }
  if (Array.isArray(value)) return value.map((item) => mergeFields(item, fields)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mergeFields(inner, fields)]),
  ) as T;
}
