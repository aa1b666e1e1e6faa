/**
 * Keeps double braces in text as they are: the merge fields of templates are written so, and Vue would take them for its
 * own.
 *
 * @param {import('vitepress').MarkdownRenderer} md
 */
export function plainBraces(md) {
  for (const kind of ['text', 'code_inline']) {
    const render = md.renderer.rules[kind];
    md.renderer.rules[kind] = (...given) => render?.(...given).replaceAll('{{', '&#123;&#123;') ?? '';
  }
}
