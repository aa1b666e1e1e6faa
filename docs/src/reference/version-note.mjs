import { html } from '../html.mjs';

/**
 * What a page of one version says above all else: which version it is, and where the newest one is.
 *
 * @param {string} version
 * @param {{ newest: string, root: string }} site `root` is the way from the page to the landing page, such as `../`
 * @returns {import('../html.mjs').Html}
 */
export function versionNote(version, { newest, root }) {
  const reference = html`<a href="${`${root}reference/`}">`;
  const more =
    version === newest
      ? html`It is the newest one, which is in the ${reference}reference</a> too.`
      : html`The newest one is ${reference}${newest}</a>. The <a href="${`${root}changelog/`}">changelog</a> says what is new in it.`;
  return html`<aside class="version-note" aria-label="Version">This is version ${version} of the contract. ${more}</aside>`;
}
