import { readFile } from 'node:fs/promises';
import { navigation } from './navigation.mjs';
import { checkReferences } from './openapi.mjs';
import { referenceFiles } from './reference/reference-files.mjs';
import { sitePages } from './site-pages.mjs';
import { relocate } from './vitepress/relocate.mjs';
import { renderPages } from './vitepress/render-pages.mjs';

/**
 * Makes the whole site in memory, so that nothing is written when any of it fails.
 *
 * @param {{ document: import('./openapi.mjs').OpenApiDocument, json: Buffer, yaml: Buffer }} bundle
 * @returns {Promise<Map<string, string | Buffer>>} content by path, relative to the root of the site
 * @throws {import('./user-error.mjs').UserError} when the spec lacks what the site needs
 */
export async function siteFiles({ document, json, yaml }) {
  checkReferences(document);
  const pages = await sitePages(document);
  const [bar, reference, favicon] = await Promise.all(
    ['site-bar.css', 'reference/reference.css', 'favicon.svg'].map((path) =>
      readFile(new URL(path, import.meta.url), 'utf8'),
    ),
  );
  /** @type {[path: string, content: string | Buffer][]} */
  const others = [
    ['favicon.svg', favicon ?? ''],
    ['openapi.json', json],
    ['openapi.yaml', yaml],
    ['reference/all-in-one/reference.css', `${bar}\n${reference}`],
    ...(await referenceFiles(document)),
  ];
  const rendered = await renderPages(pages, {
    title: document.info.title,
    description: document.info.summary ?? document.info.title,
    ...navigation(pages),
    otherFiles: others.map(([path]) => path.replace(/index\.html$/, '')),
  });
  return new Map([...relocate(rendered), ...others]);
}
