/**
 * What a change asks of the reader, in one sentence at least.
 *
 * @param {import('@enterprise-communications/compatibility').Change} change
 * @returns {string} Markdown
 */
export function adviceOf({ level, advice }) {
  if (advice !== '') return advice;
  return {
    breaking: 'Change your program before you move to this version.',
    judge: 'Look whether your program relies on it.',
    compatible: 'There is nothing that you have to do.',
  }[level];
}

/** @type {Record<import('@enterprise-communications/compatibility').Level, string>} */
export const levelHeadings = {
  breaking: 'Breaks some programs',
  judge: 'May concern you',
  compatible: 'New, and harmless',
};
