import { UserError } from './user-error.mjs';

/**
 * @param {string} text the address of the site as a person gives it; '' for none
 * @returns {string} with a slash at the end; '' for none
 * @throws {UserError} when it is no address of a site
 */
export function siteAddress(text) {
  if (text === '') return '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new UserError(
      `--site-url takes an address such as https://docs.example/api/, not '${text}'. See --help.`,
    );
  }
  return url.href.replace(/\/?$/, '/');
}
