import { dirname, posix } from 'node:path';

/**
 * A rule for markdown-it that makes links from the root of the site relative to their page. VitePress would put the
 * base of the site before them, and the base is not known when the site is built.
 *
 * @param {import('vitepress').MarkdownRenderer} md
 */
export function relativeLinks(md) {
  md.core.ruler.push('relative-links', ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href');
      if (!href?.startsWith('/')) continue;
      const [, target = '', slash = '', rest = ''] = /^(.*?)(\/?)([?#].*)?$/.exec(href) ?? [];
      const folder = posix.relative(dirname(`/${env.relativePath}`), posix.dirname(target));
      token.attrSet('href', `./${posix.join(folder, posix.basename(target))}${slash}${rest}`);
    }
  });
}
