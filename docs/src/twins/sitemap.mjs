import { pageAddress } from './page-address.mjs';

/**
 * For search engines. A sitemap has whole addresses only, so there is none when the address of the site is not known.
 *
 * @param {{ path: string }[]} pages
 * @param {string} siteUrl with a slash at the end; '' when it is not known
 * @returns {[path: string, content: string][]} `sitemap.xml`, and `robots.txt` that names it
 */
export function sitemapFiles(pages, siteUrl) {
  if (siteUrl === '') return [];
  const entries = pages.map(
    ({ path }) => `  <url><loc>${escaped(siteUrl + pageAddress(path))}</loc></url>\n`,
  );
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('')}</urlset>
`;
  return [
    ['sitemap.xml', sitemap],
    ['robots.txt', `User-agent: *\nAllow: /\nSitemap: ${siteUrl}sitemap.xml\n`],
  ];
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
