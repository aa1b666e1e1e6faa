// The table of all benchmarks: written, read again, and compared.

/** @typedef {{ name: string, value: number, unit: string, ratio: number, against: string, better: 'less' | 'more' }} Row */

const HEAD = ['benchmark', 'median', 'unit', 'ratio', 'against', 'better'];

/** @param {Row[]} rows @returns {string[]} the lines of the table */
export function tableOf(rows) {
  const cells = [
    HEAD,
    ...rows.map(({ name, value, unit, ratio, against, better }) => [
      name,
      shown(value),
      unit,
      `${shown(ratio)} ×`,
      against,
      better,
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...others] = cells;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)];
}

/** The rows of a page that was written before. @param {string} markdown @returns {Row[]} */
export function rowsIn(markdown) {
  return markdown.split('\n').flatMap((line) => {
    const [name = '', value = '', unit = '', ratio = '', against = '', better = ''] = cellsOf(line);
    if (!/^[\d.]+ ×$/.test(ratio)) return [];
    return [
      {
        name,
        value: Number(value),
        unit,
        ratio: Number.parseFloat(ratio),
        against,
        better: better === 'more' ? 'more' : 'less',
      },
    ];
  });
}

/**
 * The ratios in the report of a package: the last cell of a row, such as `0.68 ×`. Where a row is in bold it alone
 * counts: the others are those that it is measured beside. The unit has a column, or is the head of the figures.
 * @param {string} name of the package
 * @param {string} markdown
 * @returns {Row[]}
 */
export function ratiosIn(name, markdown) {
  return markdown.split(/^## /m).flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n'));
    const lines = section
      .split('\n')
      .map(cellsOf)
      .filter((cells) => cells.length > 2);
    const head = lines[0] ?? [];
    const rows = lines.filter((cells) => /^[\d.]+ ×$/.test(cells.at(-1) ?? ''));
    const bold = rows.filter(([label = '']) => label.startsWith('**'));
    return (bold.length > 0 ? bold : rows).map((cells) => {
      const [label = '', second = '', third = ''] = cells;
      const [unit = '', value] = head[1] === 'unit' ? [second, third] : [head[1], second];
      return {
        name: `${name}: ${title}, ${label.replaceAll('**', '')}`,
        value: Number(value.replaceAll(',', '').replaceAll('**', '')),
        unit,
        ratio: Number.parseFloat(cells.at(-1) ?? ''),
        against: (head.at(-1) ?? '').replace('against ', ''),
        better: / (a|per) second/.test(unit) ? 'more' : 'less',
      };
    });
  });
}

/**
 * What is worse than it was, beyond the noise, one line each. Only ratios are compared: a figure is as the machine is.
 * @param {Row[]} before
 * @param {Row[]} now
 * @param {number} noise 0.3 lets a ratio be 30 % worse
 */
export function regressions(before, now, noise) {
  const known = new Map(before.map((row) => [row.name, row]));
  return now.flatMap(({ name, ratio, better }) => {
    const was = known.get(name)?.ratio;
    if (was === undefined) return [];
    const worse = better === 'less' ? ratio / was - 1 : was / ratio - 1;
    return worse > noise
      ? [`${name}: ${shown(ratio)} × and was ${shown(was)} ×, ${Math.round(worse * 100)} % worse`]
      : [];
  });
}

/** @param {string} line */
function cellsOf(line) {
  return line.startsWith('|')
    ? line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    : [];
}

/** @param {number} value */
function shown(value) {
  return String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
}
