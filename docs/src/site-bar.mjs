import { readFile } from 'node:fs/promises';
import { Html, html } from './html.mjs';

/** In CSS pixels, as the bar of VitePress; site-bar.css has the same figure. */
export const siteBarHeight = 64;

/** Where VitePress keeps what the reader chose: `light`, `dark`, or `auto` for what the system says. */
export const appearanceKey = 'vitepress-theme-appearance';

/** Fired in the page when the reader has chosen. */
export const appearanceEvent = 'site-appearance';

/** What the bar does: switches between light and dark, and leads to the search. It has to run in the page. */
export async function siteBarScript() {
  const script = await readFile(new URL('site-bar-script.js', import.meta.url), 'utf8');
  return script.replace('APPEARANCE_KEY', appearanceKey).replace('APPEARANCE_EVENT', appearanceEvent);
}

/**
 * The bar on top of the pages that VitePress does not make. It looks and leads as VitePress's own does.
 *
 * @param {string} title of the API
 * @param {{ nav: import('vitepress').DefaultTheme.NavItemWithLink[], root: string, section: string, version?: string | undefined }} place
 *   `root` is the way from the page to the landing page, such as `../`; `section` is where in the site the page is;
 *   `version` is given when it is not the newest
 * @returns {import('./html.mjs').Html}
 */
export function siteBar(title, { nav, root, section, version }) {
  const search = version === undefined ? 'Search' : 'Search the newest version';
  return html`<header class="site-bar">
      <a class="site-bar-home" href="${root}"><span>${title}</span>${version === undefined ? '' : html` <span class="site-bar-version">${version}</span>`}</a>
      <a class="site-bar-search" href="${root}reference/?search" aria-label="${search}" title="${search}"${version === undefined ? html` data-everything` : ''}>${searchIcon}<span>Search</span></a>
      <button class="site-bar-menu" type="button" popovertarget="site-bar-links">Menu</button>
      <nav id="site-bar-links" aria-label="Site" popover>
        <ul>
          ${nav.map(
            ({ text, link }) =>
              html`<li><a href="${addressOf(link, root)}"${text === section ? html` aria-current="true"` : ''}>${text}</a></li>`,
          )}
        </ul>
      </nav>
      <button class="site-bar-appearance" type="button" role="switch" aria-checked="false" aria-label="Dark theme" hidden>${sunIcon}${moonIcon}</button>
    </header>`;
}

/**
 * @param {string} link from the root of the site, without extension
 * @param {string} root
 */
function addressOf(link, root) {
  return root + link.slice(1) + (link.endsWith('/') ? '' : '.html');
}

/** @param {string} name @param {string} path */
const icon = (name, path) =>
  new Html(
    `<svg class="site-bar-${name}" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`,
  );
const searchIcon = icon('glass', 'M21 21l-5-5M18 10.5a7.5 7.5 0 1 1-15 0a7.5 7.5 0 0 1 15 0');
const sunIcon = icon(
  'sun',
  'M16 12a4 4 0 1 1-8 0a4 4 0 0 1 8 0M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
);
const moonIcon = icon('moon', 'M12 3a6 6 0 0 0 9 9a9 9 0 1 1-9-9');
