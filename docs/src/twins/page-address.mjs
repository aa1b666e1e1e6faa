/**
 * @param {string} path of a page, without extension
 * @returns {string} its address from the root of the site, without a slash in front: '' for the first page
 */
export function pageAddress(path) {
  return /(^|\/)index$/.test(path) ? path.replace(/index$/, '') : `${path}.html`;
}
