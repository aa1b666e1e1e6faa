import { html } from './html.mjs';

/** In CSS pixels; site-bar.css has the same figure. */
export const siteBarHeight = 56;

const pages = /** @type {const} */ ([
  { name: 'guides', label: 'Guides', path: 'guides/first-message.html' },
  { name: 'reference', label: 'Reference', path: 'reference/' },
]);

/**
 * The bar on top of each page of the site.
 *
 * @param {{ title: string, version: string }} info
 * @param {{ root: string, current?: string }} place `root` is the way from the page to the landing page, such as `../`
 * @returns {import('./html.mjs').Html}
 */
export function siteBar({ title, version }, { root, current }) {
  return html`<header class="site-bar">
      <a class="site-bar-home" href="${root}"><span>${title}</span> <span class="site-bar-version">${version}</span></a>
      <nav aria-label="Site">
        <ul>
          ${pages.map(
            ({ name, label, path }) =>
              html`<li><a href="${root + path}"${current === name ? html` aria-current="page"` : ''}>${label}</a></li>`,
          )}
        </ul>
      </nav>
    </header>`;
}
