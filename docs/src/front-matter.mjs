import { stringify } from 'yaml';

/**
 * @param {Record<string, unknown>} fields
 * @returns {string} the lines on top of a Markdown page
 */
export function frontMatter(fields) {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
}
