import { readFileSync } from 'node:fs';
import { Html, html } from '../html.mjs';

const read = (/** @type {string} */ path) => readFileSync(new URL(path, import.meta.url), 'utf8').trim();

/**
 * What stands in the page itself, because the page cannot know where the site's files are. The content security policy
 * lets in these two by their hashes.
 */
export const notFoundStyle = `${read('../site-bar.css')}\n${read('not-found.css')}`;
export const notFoundScript = read('find-site.js');

const icon = `data:image/svg+xml,${encodeURIComponent(read('../favicon.svg'))}`;

/**
 * The page that a static host sends for an address that leads nowhere. Its links count from the root of the site, as far
 * as it is known; its script mends them where it is not.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} contract
 * @param {string} siteUrl where the site will be, with a slash at the end; '' when that is not known
 * @returns {[path: string, content: string][]}
 */
export function notFoundFiles({ info }, siteUrl) {
  const root = siteUrl === '' ? '/' : new URL(siteUrl).pathname;
  /** @param {string} path @param {string} words */
  const link = (path, words) => html`<a href="${root + path}" data-path="${path}">${words}</a>`;
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${`There is no such page · ${info.title}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <link rel="icon" href="${icon}" type="image/svg+xml">
    <style>${new Html(notFoundStyle)}</style>
  </head>
  <body>
    <header class="site-bar">
      <span class="site-bar-home">${link('', info.title)}</span>
      <nav aria-label="Site">
        <ul>
          <li>${link('guides/first-message.html', 'Guides')}</li>
          <li>${link('reference/', 'Reference')}</li>
        </ul>
      </nav>
    </header>
    <main>
      <h1>There is no such page</h1>
      <p>The address may have a typing error, or the page may have moved.</p>
      <ul>
        <li>${link('?search', 'Search the site')}</li>
        <li>${link('reference/', 'See the reference')}: every operation, field, event and error</li>
        <li>${link('', 'Go to the first page')}</li>
      </ul>
    </main>
    <script type="module">${new Html(notFoundScript)}</script>
  </body>
</html>
`;
  return [['404.html', page.toString()]];
}
