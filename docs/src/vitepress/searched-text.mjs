/**
 * What of a page is searched: all but blocks of code, which would have every page found by the words of its samples.
 *
 * @param {string} markdown
 * @param {Parameters<import('vitepress').MarkdownRenderer['render']>[1]} env
 * @param {import('vitepress').MarkdownRenderer} md
 * @returns {string} HTML
 */
export function searchedText(markdown, env, md) {
  return md.render(markdown.replace(/^(\s*)(`{3,})[^\n]*\n[\s\S]*?\n\1\2\s*$/gm, ''), env);
}
