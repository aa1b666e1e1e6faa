import { createHash } from 'node:crypto';
import { basePlaceholder } from './base-placeholder.mjs';
import { codeStyle } from './style-to-class.mjs';

/** Set by the start script, read by VitePress's scripts. */
const baseVariable = '__SITE_BASE__';

/**
 * Makes what VitePress has rendered ready to be served under any path, and under a policy that allows no script and no
 * style in a page itself: addresses in pages become relative, scripts learn the base from where they were loaded, and
 * what stands inline moves to files.
 *
 * @param {Map<string, Buffer>} rendered content by path
 * @returns {Map<string, string | Buffer>} content by path
 */
export function relocate(rendered) {
  const start = startScript(String(rendered.get('index.html')));
  const style =
    [...rendered.keys()].find((path) => path.endsWith('.css') && path.startsWith('assets/')) ?? '';
  const styles = `${rendered.get(style)}\n${rendered.get(codeStyle)}\n`;
  const names = { start: hashedName('start.js', start), style: hashedName('style.css', styles) };
  /** @type {Map<string, string | Buffer>} */
  const files = new Map([
    [names.start, start],
    [names.style, styles],
  ]);
  for (const [path, content] of rendered) {
    if (left.has(path) || path === style) continue;
    if (path.endsWith('.html'))
      files.set(path, relocatedPage(path, String(content), { ...names, was: style }));
    else if (path.endsWith('.js')) files.set(path, relocatedScript(path, String(content)));
    else files.set(path, content);
  }
  return files;
}

/** No icon of a social network is used. The site has a 404 page of its own, which finds its way from any address. */
const left = new Set(['vp-icons.css', '404.html', codeStyle]);

const inlineScript = /[ \t]*<script id="[^"]*">([\s\S]*?)<\/script>\n?/g;

/**
 * Runs before anything is shown: it finds where the site is, and the colours that the reader likes.
 *
 * @param {string} page
 */
function startScript(page) {
  const inline = [...page.matchAll(inlineScript)].map(([, source]) => source);
  const own = [
    `var ${baseVariable}=new URL('..',document.currentScript.src).pathname;`,
    "document.documentElement.classList.add('scripted');",
  ];
  return `${[...own, ...inline].join('\n')}\n`;
}

/**
 * @param {string} path
 * @param {string} page
 * @param {{ start: string, style: string, was: string }} names
 */
function relocatedPage(path, page, { start, style, was }) {
  const root = '../'.repeat(path.split('/').length - 1) || './';
  const styleLink = '<link rel="preload stylesheet"';
  return page
    .replace(inlineScript, '')
    .replace(/[ \t]*<link rel="preload stylesheet" href="[^"]*vp-icons.css" as="style">\n/, '')
    .replace(was, style)
    .replace(styleLink, `<script src="${basePlaceholder}${start}"></script>\n    ${styleLink}`)
    .replace(/ style="[^"]*"/g, '')
    .replaceAll(basePlaceholder, root);
}

/**
 * @param {string} path
 * @param {string} script
 */
function relocatedScript(path, script) {
  if (path.includes('/metadata.')) {
    // The first module to run. A link that is relative to this page would be wrong in the next one, to which VitePress
    // goes without loading it anew.
    return (
      `${script}\n__VP_SITE_DATA__.base=${baseVariable};\n` +
      'for(const link of document.querySelectorAll(\'[href^="./"],[href^="../"]\'))link.href=link.href;\n'
    );
  }
  if (path.includes('/@localSearchIndex')) {
    return script.replace(
      /export\{(\w+) as default\}/,
      `const index=$1.replaceAll(${JSON.stringify(basePlaceholder)},${baseVariable});export{index as default}`,
    );
  }
  const moved = script.replaceAll(JSON.stringify(basePlaceholder), `(${baseVariable})`);
  if (moved.includes(basePlaceholder)) {
    throw new Error(`${path} has the base of the site in it in a way that is not known.`);
  }
  return moved;
}

/**
 * @param {string} name
 * @param {string} content
 */
function hashedName(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return `assets/${name.replace('.', `.${hash}.`)}`;
}
