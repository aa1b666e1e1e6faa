import { proseLines } from './prose.mjs';

/**
 * Finds words that the glossary has another one for. A line break in the middle of them does not hide them.
 *
 * @param {string} markdown
 * @param {import('./terms.mjs').Term[]} terms
 * @returns {{ line: number, word: string, instead: string }[]}
 */
export function findWrongWords(markdown, terms) {
  const text = proseLines(markdown)
    .map((line) => line.text)
    .join('\n');
  return terms.flatMap(({ term, not }) =>
    not.flatMap((word) => {
      const pattern = new RegExp(`(?<![\\w-])${word.replaceAll(' ', '\\s+')}(?:e?s)?(?![\\w-])`, 'gi');
      return [...text.matchAll(pattern)].map(({ index }) => ({
        line: text.slice(0, index).split('\n').length,
        word,
        instead: term,
      }));
    }),
  );
}
