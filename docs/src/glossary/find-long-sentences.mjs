import { proseLines } from './prose.mjs';

/**
 * Finds sentences that are hard to follow because they are long. Headings, tables and front matter are not sentences.
 *
 * @param {string} markdown
 * @param {number} limit the most words of a sentence
 * @returns {{ line: number, words: number, sentence: string }[]} `line` is where its paragraph begins
 */
export function findLongSentences(markdown, limit) {
  /** @type {{ line: number, text: string }[]} */
  const paragraphs = [];
  let open = false;
  for (const { line, text } of proseLines(markdown)) {
    const trimmed = text.trim();
    const isText = trimmed !== '' && !/^(#|\||---|\w+: )/.test(trimmed);
    const startsItem = /^([-*]|\d+\.)\s/.test(trimmed);
    if (isText && open && !startsItem) {
      const last = /** @type {{ text: string }} */ (paragraphs.at(-1));
      last.text += ` ${trimmed}`;
    } else if (isText) paragraphs.push({ line, text: trimmed });
    open = isText;
  }
  return paragraphs.flatMap(({ line, text }) =>
    text
      .split(/(?<=[.!?:;])\s+/)
      .map((sentence) => ({
        line,
        words: sentence.split(/\s+/).filter((word) => /\w/.test(word)).length,
        sentence,
      }))
      .filter(({ words }) => words > limit),
  );
}
