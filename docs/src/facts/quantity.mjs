import { FactError } from './fact-error.mjs';

/** @type {Record<string, number>} */
const units = { bytes: 1, kB: 1_000, MB: 1_000_000, seconds: 1, minutes: 60, hours: 3_600 };

/**
 * A number as people read it: `5,000`, or in a unit, `10 MB`.
 *
 * @param {number} value in bytes or seconds when there is a unit
 * @param {string} [unit]
 */
export function quantity(value, unit) {
  if (unit === undefined) return value.toLocaleString('en');
  const size = units[unit];
  if (size === undefined)
    throw new FactError(`there is no unit "${unit}"; take ${Object.keys(units).join(', ')}`);
  return `${(value / size).toLocaleString('en')} ${unit}`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  if (seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

/**
 * @param {string[]} words
 * @param {string} [conjunction]
 */
export function list(words, conjunction = 'and') {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
