/**
 * What a change asks of the reader. The `advice` of the comparison is not for the reader but for whoever changes the
 * contract.
 *
 * @param {import('@enterprise-communications/compatibility').Change} change
 * @returns {string} one sentence at least
 */
export function adviceOf({ level, fact, forWhom }) {
  const known = byFact[fact];
  if (known !== undefined) return known;
  return (/^whoever (receives|reads)/.test(forWhom) ? receiving : sending)[level];
}

/** @type {Record<import('@enterprise-communications/compatibility').Level, string>} */
const sending = {
  breaking: 'Look at what you send, and change it first: what was taken before may be refused.',
  judge: 'Look whether you send it, and read its new description.',
  compatible: 'Nothing, unless you want to use it.',
};

/** @type {Record<import('@enterprise-communications/compatibility').Level, string>} */
const receiving = {
  breaking: 'Change the code that reads it first: what you rely on may be missing, or have another form.',
  judge: 'Look whether your code reads it, and read its new description.',
  compatible: 'Nothing. Code that leaves alone what it does not know goes on working.',
};

const onlyNames =
  'Compile your program with the new types. Only names in code changed, and nothing that is sent.';

/** @type {Record<string, string>} */
const byFact = {
  deprecated: 'Plan to do without it.',
  'operation-id-changed': onlyNames,
  'schema-name-removed': onlyNames,
  'path-parameter-renamed': onlyNames,
};

/** @type {Record<import('@enterprise-communications/compatibility').Level, string>} */
export const levelHeadings = {
  breaking: 'Breaks some programs',
  judge: 'May concern you',
  compatible: 'New, and harmless',
};
