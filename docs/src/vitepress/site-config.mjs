import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { pageHead } from '../twins/page-head.mjs';
import { basePlaceholder } from './base-placeholder.mjs';
import { numberedCodeGroups } from './numbered-code-groups.mjs';
import { plainBraces } from './plain-braces.mjs';
import { relativeLinks } from './relative-links.mjs';
import { searchedText } from './searched-text.mjs';
import { codeStyle, styleToClass } from './style-to-class.mjs';

/**
 * The configuration of VitePress.
 *
 * @param {string} folder where the pages are, and where VitePress may write
 * @param {import('./render-pages.mjs').SiteData} site
 */
export function siteConfig(folder, site) {
  const { transformer, css } = styleToClass();
  return defineConfig({
    srcDir: join(folder, 'pages'),
    outDir: join(folder, 'out'),
    cacheDir: join(folder, 'cache'),
    base: basePlaceholder,
    lang: 'en',
    title: site.title,
    description: site.description,
    head: [['link', { rel: 'icon', href: `${basePlaceholder}favicon.svg`, type: 'image/svg+xml' }]],
    transformHead: ({ pageData: { relativePath, title, description } }) =>
      pageHead(
        { path: relativePath.replace(/\.md$/, ''), title, description },
        { siteName: site.title, siteUrl: site.siteUrl, root: basePlaceholder },
      ),
    // VueUse would write a style element, which the content security policy forbids, to switch colours without a fade.
    appearance: { disableTransition: false },
    metaChunk: true,
    // Pages that the site makes beside VitePress's own.
    ignoreDeadLinks: site.otherFiles.map(
      (path) => new RegExp(`^(\\./|\\.\\./|/)*${path.replaceAll('.', '\\.')}`),
    ),
    // One after the other: what is searched is in the order in which pages are read, and is to be the same each time.
    buildConcurrency: 1,
    router: { prefetchLinks: false },
    themeConfig: {
      nav: site.nav,
      sidebar: site.sidebar,
      outline: { level: [2, 3], label: 'On this page' },
      search: {
        provider: 'local',
        options: { detailedView: false, _render: /** @type {any} */ (searchedText) },
      },
      docFooter: { prev: 'Previous', next: 'Next' },
    },
    markdown: {
      theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      config(md) {
        relativeLinks(md);
        numberedCodeGroups(md);
        plainBraces(md);
      },
      codeTransformers: [transformer],
    },
    vue: {
      features: {
        // By default the path of a component from the root counts too, which differs from machine to machine.
        componentIdGenerator: (path, source) => hash(path.replace(/^.*\/(?=[^/]+$)/, '') + source),
      },
    },
    buildEnd({ outDir }) {
      writeFileSync(join(outDir, codeStyle), css());
    },
    vite: { logLevel: 'warn', build: { chunkSizeWarningLimit: 4000 } },
  });
}

/** @param {string} text */
function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
