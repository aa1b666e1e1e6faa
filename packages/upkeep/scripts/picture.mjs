// The picture of ARCHITECTURE.md: who is built from whom, and who tests whom, as Mermaid.

/** @typedef {import('./import-graph.mjs').PackageImport} PackageImport */

const BUILT = new Set(['src', 'scripts', 'bin']);
const START = '<!-- picture: pnpm architecture -->';
const END = '<!-- end of picture -->';

/**
 * @param {string[][]} steps the packages by step
 * @param {PackageImport[]} imports
 */
export function pictureOf(steps, imports) {
  const testers = new Set(steps.at(-1));
  const edges = imports
    .filter(({ from, part }) => BUILT.has(part) || testers.has(from))
    .map(({ from, to }) => `  ${to} ${testers.has(from) ? '-.->' : '-->'} ${from}`);
  const groups = steps.map((names, step) =>
    [`  subgraph step${step + 1} [" "]`, ...names.map((name) => `    ${name}`), '  end'].join('\n'),
  );
  return ['```mermaid', 'flowchart LR', ...groups, ...[...new Set(edges)].sort(), '```'].join('\n');
}

/** The picture that a page has. @param {string} markdown */
export function pictureIn(markdown) {
  return /^```mermaid\n.*?^```$/ms.exec(markdown.slice(markdown.indexOf(START)))?.[0] ?? '';
}

/**
 * The page with another picture.
 * @param {string} markdown
 * @param {string} picture
 * @throws {Error} when the page has no place for it
 */
export function withPicture(markdown, picture) {
  const [start, end] = [markdown.indexOf(START), markdown.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`ARCHITECTURE.md has no ${START} followed by ${END}.`);
  return `${markdown.slice(0, start + START.length)}\n\n${picture}\n\n${markdown.slice(end)}`;
}
