import { readGuides } from './guides/read-guides.mjs';
import { landingPage } from './landing/landing-page.mjs';
import { referencePages } from './reference/reference-pages.mjs';

/**
 * @typedef {{
 *   path: string,
 *   title: string,
 *   description: string,
 *   markdown: string,
 *   group: string,
 * }} SitePage `path` has no extension, as `reference/operations/send-message`; `markdown` begins with front matter that
 *   has the title and the description; `group` is the heading under which the sidebar shows it, '' for not at all
 */

/**
 * Every page of the site that is made of Markdown, in the order in which the sidebar shows them.
 *
 * @param {import('./openapi.mjs').OpenApiDocument} contract
 * @returns {Promise<SitePage[]>}
 * @throws {import('./user-error.mjs').UserError} when a guide or the contract lacks what its page needs
 */
export async function sitePages(contract) {
  return [landingPage(contract), ...(await readGuides(contract)), ...referencePages(contract)];
}
