import { FactError } from './fact-error.mjs';

/**
 * Words of a description with the numbers in them: `# characters` finds `2,000 characters`. For facts that the
 * contract states in words only.
 *
 * @param {string} description
 * @param {string} pattern
 * @returns {string}
 */
export function wordsOf(description, pattern) {
  const source = pattern
    .split('#')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(?:\\d[\\d,.]*)?\\d');
  const found = new Set(description.replace(/\s+/g, ' ').match(new RegExp(source, 'g')) ?? []);
  const [only] = found;
  if (only === undefined) throw new FactError(`no "${pattern}" in that description`);
  if (found.size > 1)
    throw new FactError(`"${pattern}" is in that description as ${[...found].join(' and as ')}`);
  return only;
}
