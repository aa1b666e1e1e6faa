import { createHash } from 'node:crypto';

/** Where the rules for the colours of code are left, to be joined with the style of the site. */
export const codeStyle = 'code.css';

/**
 * Shiki colours code by style attributes, which the site's content security policy forbids. This gives each distinct
 * style a class instead.
 *
 * @returns {{ transformer: import('vitepress').MarkdownOptions['codeTransformers'] extends (infer T)[] | undefined ? T : never, css: () => string }}
 *   `css` has the rules for all styles met so far
 */
export function styleToClass() {
  /** @type {Map<string, string>} */
  const rules = new Map();
  /** @param {{ properties: Record<string, any> }} node */
  const move = ({ properties }) => {
    const { style } = properties;
    if (!style) return;
    delete properties['style'];
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map((entry) => entry.join(':'))
            .join(';');
    const name = `s-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`;
    rules.set(name, text);
    properties['class'] = [properties['class'], name].flat().filter(Boolean).join(' ');
  };
  return {
    transformer: {
      name: 'style-to-class',
      // By default a line that takes half a second is left without colours, which on a busy machine makes other pages.
      preprocess(_code, options) {
        options.tokenizeTimeLimit = 0;
      },
      pre: move,
      code: move,
      line: move,
      span: move,
    },
    css: () =>
      [...rules]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, text]) => `.${name}{${text}}`)
        .join('\n'),
  };
}
