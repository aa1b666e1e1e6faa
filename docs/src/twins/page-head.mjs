import { pageAddress } from './page-address.mjs';

/**
 * What the head of a page says to those who show a link to it, and to those who would rather read Markdown.
 *
 * @param {{ path: string, title: string, description: string }} page
 * @param {{ siteName: string, siteUrl: string, root: string }} site `siteUrl` ends with a slash, or is '' when it is not
 *   known: then no address is claimed; `root` is what leads to the root of the site in a link
 * @returns {[tag: string, attributes: Record<string, string>][]}
 */
export function pageHead({ path, title, description }, { siteName, siteUrl, root }) {
  const properties = { type: 'website', site_name: siteName, title, description };
  /** @type {[string, Record<string, string>][]} */
  const head = Object.entries(properties).map(([name, content]) => [
    'meta',
    { property: `og:${name}`, content },
  ]);
  if (siteUrl !== '') {
    const url = siteUrl + pageAddress(path);
    head.push(['meta', { property: 'og:url', content: url }], ['link', { rel: 'canonical', href: url }]);
  }
  head.push(['link', { rel: 'alternate', type: 'text/markdown', href: `${root}${path}.md` }]);
  return head;
}
