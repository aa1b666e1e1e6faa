import { eachSchema } from './names.mjs';

/**
 * Every number that the contract states: as a limit, a time or a status, or in the words of a description. Seconds
 * count as minutes and hours too, bytes as kB and MB.
 *
 * @param {import('./contract-node.mjs').Contract} contract
 * @returns {Set<number>}
 */
export function specNumbers(contract) {
  /** @type {Set<number>} */
  const found = new Set();
  const add = (/** @type {unknown} */ value) => {
    if (typeof value !== 'number') return;
    found.add(value);
    for (const unit of [60, 1_000, 3_600, 1_000_000]) if (value % unit === 0) found.add(value / unit);
  };
  const addWords = (/** @type {string} */ text) => {
    for (const number of text.match(/(?<![\w.-])\d[\d,]*(?![\w.-]*\w)/g) ?? [])
      add(Number(number.replaceAll(',', '')));
  };
  eachSchema(contract, (node) => {
    for (const [key, value] of Object.entries(node)) {
      for (const item of [value].flat()) add(item);
      if (/^[1-5]\d\d$/.test(key)) add(Number(key));
      if (key === 'description' && typeof value === 'string') addWords(value);
    }
  });
  for (const { description } of contract['tags'] ?? []) addWords(description ?? '');
  return found;
}
