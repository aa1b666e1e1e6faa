import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { table } from '../facts/tables.mjs';

/** @typedef {{ term: string, meaning: string, not: string[] }} Term `not` has words that are not to be used for it */

const file = fileURLToPath(new URL('../../glossary/terms.json', import.meta.url));

/** @returns {Term[]} in the order of the alphabet */
export function glossary() {
  /** @type {Term[]} */
  const terms = JSON.parse(readFileSync(file, 'utf8'));
  return terms.sort((a, b) => a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }));
}

/** The glossary as a table in Markdown. */
export function glossaryTable() {
  const rows = glossary().map(({ term, meaning, not }) => [`**${term}**`, meaning, not.join(', ')]);
  return table(['word', 'meaning', 'not'], rows);
}
