/**
 * The first paragraph of a Markdown text, as plain text.
 *
 * @param {string} markdown
 * @returns {string} '' when the text has no paragraph
 */
export function firstParagraph(markdown) {
  const paragraph = markdown
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .find((block) => block !== '' && !block.startsWith('#'));
  return (paragraph ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '');
}
