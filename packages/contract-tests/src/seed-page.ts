import { readFileSync } from 'node:fs';
import type { Json } from './contract.ts';

/** A row of one of the page's property tables. */
export interface PropertyRow {
  name: string;
  /** As the page has it: `string`, `object` or `int`. */
  type: string;
  description: string;
  /** The values that the description lists, if it does. */
  values: string[];
}

/** What the page says about one kind of submission. */
export interface Section {
  text: string;
  rows: PropertyRow[];
  /** The payload that the page shows. */
  payload: Json;
  /** The HTTP statuses that the text names, in its order. */
  statuses: string[];
}

/** The text of the page on the answers to a send, as it was copied from the vendor's site. */
export const page = readSeed('message-send-response.txt');

/** The payloads of that page, as files. */
export const payloads = {
  single: JSON.parse(readSeed('single-201.json')) as Json,
  batch: JSON.parse(readSeed('batch-202.json')) as Json,
};

/**
 * The two parts of the page.
 * @throws {Error} when the page does not have two parts.
 */
export function readSections(): { single: Section; batch: Section } {
  const parts = page.split(/^(?:Single|Batch) submission response$/m);
  const [, single, batch] = parts;
  if (single === undefined || batch === undefined || parts.length > 3) {
    throw new Error('The page should have a part on single submissions and one on batches.');
  }
  return { single: readSection(single), batch: readSection(batch) };
}

function readSection(text: string): Section {
  return {
    text,
    rows: readRows(text),
    payload: JSON.parse(/^[[{]$[\s\S]*?^[\]}]$/m.exec(text)?.[0] ?? 'null') as Json,
    statuses: [...text.matchAll(/HTTP (\d{3})/g)].map(([, status]) => status as string),
  };
}

/** The copy has lost the borders between columns: `messageIdstringUnique ID for this message.` */
function readRows(text: string): PropertyRow[] {
  const rows: PropertyRow[] = [];
  const lines = text.split('\n');
  for (const line of lines.slice(lines.indexOf('PropertyTypeDescription') + 1)) {
    const row = /^(\w+?)(string|object|int)([A-Z].*)$/.exec(line);
    const value = /^- (\w+)$/.exec(line);
    if (row) {
      const [, name = '', type = '', description = ''] = row;
      rows.push({ name, type, description, values: [] });
    } else if (value) rows.at(-1)?.values.push(value[1] as string);
    else if (line !== '') break;
  }
  return rows;
}

function readSeed(name: string): string {
  return readFileSync(new URL(`../seed/${name}`, import.meta.url), 'utf8');
}
