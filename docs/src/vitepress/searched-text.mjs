/**
 * What of a page is searched: all but blocks of code, which would have every page found by the words of its samples. A
 * page is found by the title that the list at the side gives it, too.
 *
 * @param {string} markdown
 * @param {Parameters<import('vitepress').MarkdownRenderer['render']>[1]} env
 * @param {import('vitepress').MarkdownRenderer} md
 * @returns {string} HTML
 */
export function searchedText(markdown, env, md) {
  const [, title = ''] = /^title: "?(.*?)"?$/m.exec(markdown) ?? [];
  const text = markdown
    .replace(/^(\s*)(`{3,})[^\n]*\n[\s\S]*?\n\1\2\s*$/gm, '')
    .replace(/^# (.*)$/m, (line, heading) => (heading.includes(title) ? line : `# ${title}`));
  return md.render(text, env);
}
