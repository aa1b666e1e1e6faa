/**
 * Stands for the path at which the site is served, which is not known when it is built. It is replaced in each file
 * that is written, see relocate.mjs.
 */
export const basePlaceholder = '/__site_base__/';
