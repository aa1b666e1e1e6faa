// Licences that a tool or a library of this repository may have. What is shipped inside a package has a shorter list,
// in the `licences.mjs` of the package.
export const ACCEPTED = new Set([
  '(MIT OR CC0-1.0)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'MPL-2.0',
  'Python-2.0',
]);

/** Packages whose manifest names no licence or no exact one, by what the text that they bring is. */
export const BY_ITS_TEXT = new Map([
  ['spawndamnit', 'MIT'],
  ['speakingurl', 'BSD-3-Clause'],
]);
