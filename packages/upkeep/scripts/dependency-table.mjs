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
  // Not padded: a new row must not change the others, or every two changes would be in conflict.
  const lines = rows.map(({ names, why, instead, weight }) =>
    line([names.map((name) => `\`${name}\``).join(', '), why, instead, weight]),
  );
  const head = [line(['package', 'why', 'in place of', 'weighs']), line(Array(4).fill('---'))];
  return markdown.replace(tableOf(markdown), () => [...head, ...lines].join('\n'));
}

/** @param {string[]} cells */
function line(cells) {
  return `| ${cells.join(' | ')} |`;
}

/** @param {string} markdown */
function tableOf(markdown) {
  const start = markdown.indexOf(HEAD, markdown.indexOf('## Dependencies'));
  const [table] = /^(?:\|.*\|\n?)+/.exec(start < 0 ? '' : markdown.slice(start)) ?? [];
  if (table === undefined) throw new Error('CONTRIBUTING.md has no table of dependencies.');
  return table.trimEnd();
}
