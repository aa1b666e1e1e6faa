import { frontMatter } from '../front-matter.mjs';

/**
 * @param {{ path: string, title: string, heading?: string, description: string, group: string, fields?: Record<string, unknown> }} about
 *   `heading` is Markdown, by default the title; `fields` go into the front matter
 * @param {(string | false | undefined)[]} blocks of Markdown; what is empty is left out
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function referencePage({ path, title, heading = title, description, group, fields = {} }, blocks) {
  const line =
    description
      .trim()
      .split(/\n\s*\n/, 1)[0]
      ?.replace(/\s+/g, ' ')
      .replace(/[`*]/g, '') ?? '';
  const body = [`# ${heading} {#about}`, ...blocks].filter(Boolean).join('\n\n');
  return {
    path: path.replace(/^\//, ''),
    title,
    description: line,
    group,
    markdown: `${frontMatter({ title, description: line, ...fields })}\n${body}\n`,
  };
}

/**
 * @param {string} language
 * @param {string} source
 * @param {string} [label]
 */
export function fenced(language, source, label) {
  return `\`\`\`${language}${label === undefined ? '' : ` [${label}]`}\n${source}\n\`\`\``;
}

/** @param {unknown} value */
export const json = (value) => fenced('json', JSON.stringify(value, null, 2));
