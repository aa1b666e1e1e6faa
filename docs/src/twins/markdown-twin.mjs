import { posix } from 'node:path';

/**
 * A page as plain Markdown: without front matter, without what only the site's renderer understands, and with links that
 * lead to the twins of other pages.
 *
 * @param {{ path: string, title: string, description: string, markdown: string }} page
 * @param {Set<string>} paths of all pages, without extension
 * @returns {string}
 */
export function markdownTwin({ path, title, description, markdown }, paths) {
  let fence = '';
  const lines = withoutScripts(markdown.replace(/^---\n[\s\S]*?\n---\n/, ''))
    .split('\n')
    .flatMap((line) => {
      const [, mark = '', language = ''] = /^\s*(`{3,}|~{3,})([\w-]*)/.exec(line) ?? [];
      if (fence !== '') {
        if (mark.startsWith(fence) && language === '') fence = '';
        return [line];
      }
      if (mark !== '') {
        fence = mark;
        // What stands behind the language is for the renderer and for the tests of the samples.
        return [`${line.slice(0, line.indexOf(mark))}${mark}${language}`];
      }
      return textLine(line, path, paths);
    });
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  // A page may have its heading in its front matter alone.
  return text.startsWith('# ') ? `${text}\n` : `# ${title}\n\n${description}\n\n${text}\n`;
}

/** @param {string} markdown */
function withoutScripts(markdown) {
  return markdown.replace(/^<(script|style)\b[^>]*>[\s\S]*?^<\/\1>\n/gm, '');
}

/**
 * @param {string} line
 * @param {string} path of the page
 * @param {Set<string>} paths
 * @returns {string[]} none when the line says nothing to a reader of plain Markdown
 */
function textLine(line, path, paths) {
  // A box of the renderer: its heading stays.
  const [, box] = /^:::\s*(.*)$/.exec(line) ?? [];
  if (box !== undefined) {
    const [, words = ''] = /^\w+\s+(.+)$/.exec(box) ?? [];
    return words === '' ? [] : [`**${words}**`, ''];
  }
  const plain = line
    .replace(/\s*\{#[\w.-]+\}\s*$/, '')
    .replace(/<\/?[A-Za-z][\w-]*(?:\s[^<>`]*)?\/?>/g, (tag, offset) => (insideCode(line, offset) ? tag : ''))
    .replace(/\]\(([^()\s]+)((?:\s+"[^"]*")?)\)/g, (link, target, title, offset) =>
      insideCode(line, offset) ? link : `](${twinLink(target, path, paths)}${title})`,
    );
  return plain.trim() === '' && line.trim() !== '' ? [] : [plain];
}

/**
 * @param {string} line
 * @param {number} offset
 */
function insideCode(line, offset) {
  return (line.slice(0, offset).match(/`/g)?.length ?? 0) % 2 === 1;
}

/**
 * @param {string} target
 * @param {string} path of the page
 * @param {Set<string>} paths
 */
function twinLink(target, path, paths) {
  if (/^([a-z][a-z0-9+.-]*:|#)/i.test(target)) return target;
  const [, address = '', rest = ''] = /^([^?#]*)(.*)$/.exec(target) ?? [];
  const absolute = posix.join('/', address.startsWith('/') ? '' : posix.dirname(path), address).slice(1);
  const page = [absolute, absolute.replace(/\.(md|html)$/, ''), posix.join(absolute, 'index')].find((name) =>
    paths.has(name),
  );
  const to = page === undefined ? absolute : `${page}.md`;
  const slash = page === undefined && absolute.endsWith('/') ? '/' : '';
  return `${posix.relative(posix.dirname(path), to)}${slash}${rest}`;
}
