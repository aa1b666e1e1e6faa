/**
 * How many samples there are of each language, and what was done with them, as lines to print.
 *
 * @param {Map<import('./collect-samples.mjs').Sample, import('./run-samples.mjs').Result>} results
 */
export function countsTable(results) {
  const outcomes = /** @type {const} */ (['run', 'checked', 'elsewhere', 'shown', 'skipped', 'failed']);
  /** @type {Map<string, Record<string, number>>} */
  const rows = new Map();
  for (const [{ language }, { outcome }] of results) {
    const row = rows.get(language) ?? {};
    row[outcome] = (row[outcome] ?? 0) + 1;
    rows.set(language, row);
  }
  const line = (/** @type {(string | number)[]} */ [first = '', ...rest]) =>
    String(first).padEnd(10) + rest.map((word) => String(word).padStart(11)).join('');
  const body = [...rows].map(([language, row]) =>
    line([language, ...outcomes.map((outcome) => row[outcome] ?? 0)]),
  );
  const why = [...results].flatMap(([{ page, line: at }, { outcome, detail }]) =>
    outcome === 'shown' || outcome === 'skipped' ? [`${page}:${at} ${outcome}, because ${detail}`] : [],
  );
  return [line(['language', ...outcomes]), ...body, ...why].join('\n');
}
