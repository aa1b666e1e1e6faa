import { html } from '../html.mjs';

const quoted = /("(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)*')/;

/**
 * Marks what stands in quotes, so that the eye finds the parts of a request that are the reader's to change.
 *
 * @param {string} code
 * @returns {import('../html.mjs').Html}
 */
export function highlight(code) {
  // Splitting by a pattern with one group puts what it matched at the odd places.
  return html`${code.split(quoted).map((text, index) => (index % 2 === 1 ? html`<b>${text}</b>` : text))}`;
}
