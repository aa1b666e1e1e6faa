// The table of dependencies in CONTRIBUTING.md: read, and written again with what each row weighs.

/** @typedef {{ names: string[], why: string, instead: string, weight: string }} Row */

const HEAD = '| package';

/**
 * @param {string} markdown
 * @returns {Row[]}
 */
export function rowsOf(markdown) {
  return tableOf(markdown)
    .split('\n')
    .slice(2)
    .map((line) => {
      const [names = '', why = '', instead = '', weight = ''] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      return { names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), why, instead, weight };
    });
}

/**
 * The page with these rows.
 * @param {string} markdown
 * @param {Row[]} rows
 */
export function withRows(markdown, rows) {
  const cells = [
    ['package', 'why', 'in place of', 'weighs'],
    ...rows.map(({ names, why, instead, weight }) => [
      names.map((name) => `\`${name}\``).join(', '),
      why,
      instead,
      weight,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...others] = cells;
  const table = [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
  return markdown.replace(tableOf(markdown), () => table);
}

/** @param {string} markdown */
function tableOf(markdown) {
  const start = markdown.indexOf(HEAD, markdown.indexOf('## Dependencies'));
  const [table] = /^(?:\|.*\|\n?)+/.exec(start < 0 ? '' : markdown.slice(start)) ?? [];
  if (table === undefined) throw new Error('CONTRIBUTING.md has no table of dependencies.');
  return table.trimEnd();
}
