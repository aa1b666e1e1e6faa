import { fenceTracker } from '../facts/fence-tracker.mjs';
import { reference } from '../facts/resolve-facts.mjs';

/**
 * The prose of a Markdown file by line: without code, references to facts, addresses and comments, so that what is left
 * is what a person wrote to be read.
 *
 * @param {string} markdown
 * @returns {{ line: number, text: string }[]}
 */
export function proseLines(markdown) {
  const inFence = fenceTracker();
  const blank = (/** @type {string} */ text) => ' '.repeat(text.length);
  return markdown
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
    .split('\n')
    .map((line, index) => ({
      line: index + 1,
      text: inFence(line)
        ? ''
        : line
            .replace(reference, 'X')
            .replace(/(`+).*?\1/g, 'X')
            .replace(/\]\([^)]*\)/g, ']')
            .replace(/<[^>]*>/g, blank)
            .replace(/https?:\S+/g, blank),
    }));
}
