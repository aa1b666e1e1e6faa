/**
 * @typedef {{
 *   line: number,
 *   language: string,
 *   words: string,
 *   code: string,
 * }} CodeBlock a fenced block: the line of its opening fence, counted from 1; the first word behind the fence; what is
 *   said of it in the words after that, or in an HTML comment `<!-- sample: … -->` right above; and its text
 */

/**
 * The fenced code blocks of a Markdown file, in their order.
 *
 * @param {string} markdown
 * @returns {CodeBlock[]}
 */
export function codeBlocks(markdown) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  /** @type {{ fence: string, indent: string, block: CodeBlock } | undefined} */
  let open;
  let comment = '';
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, indent = '', fence = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (open) {
      if (fence.startsWith(open.fence) && info.trim() === '') {
        blocks.push(open.block);
        open = undefined;
      } else open.block.code += `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line}\n`;
    } else if (fence) {
      const [, language = '', words = ''] = /^\s*(\S*)\s*(.*)$/.exec(info) ?? [];
      const said = [words.trim(), comment].filter(Boolean).join(' ');
      open = { fence, indent, block: { line: index + 1, language, words: said, code: '' } };
      comment = '';
    } else if (line.trim() !== '') comment = /^\s*<!-- sample: (.*?) -->\s*$/.exec(line)?.[1] ?? '';
  }
  if (open) blocks.push(open.block);
  return blocks;
}
