/** One thing Prism found wrong with a request, or with the answer the description gives for it. */
export interface Violation {
  location: string[];
  severity: string;
  code: string | number | undefined;
  message: string;
}

// Node's HTTP client gives up on headers of more than 16 KiB in all.
const MAX_LENGTH = 8_000;

/**
 * The value of the `sl-violations` header: a JSON array in ASCII, for a field name quoted in a message can be
 * in any script and a header cannot. Violations that do not fit are left out, and their number is told in a
 * last entry.
 */
export function violationsHeader(violations: Violation[]): string {
  const entries: string[] = [];
  let length = 0;
  for (const violation of violations) {
    const entry = toAscii(JSON.stringify(violation));
    length += entry.length + 1;
    if (length > MAX_LENGTH) {
      const more = `${violations.length - entries.length} more violations do not fit into this header`;
      entries.push(
        JSON.stringify({ location: [], severity: 'Information', code: 'truncated', message: more }),
      );
      break;
    }
    entries.push(entry);
  }
  return `[${entries.join(',')}]`;
}

function toAscii(json: string): string {
  return json.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
