import { readFile } from 'node:fs/promises';
import { landingPage } from './landing/landing-page.mjs';
import { checkReferences } from './openapi.mjs';
import { referenceFiles } from './reference/reference-files.mjs';

/**
 * Makes the whole site in memory, so that nothing is written when any of it fails.
 *
 * @param {{ document: import('./openapi.mjs').OpenApiDocument, json: Buffer, yaml: Buffer }} bundle
 * @returns {Promise<Map<string, string | Buffer>>} content by path, relative to the root of the site
 * @throws {import('./user-error.mjs').UserError} when the spec lacks what the site needs
 */
export async function siteFiles({ document, json, yaml }) {
  checkReferences(document);
  const [bar, landing, reference, favicon] = await Promise.all(
    ['site-bar.css', 'landing/landing.css', 'reference/reference.css', 'favicon.svg'].map((path) =>
      readFile(new URL(path, import.meta.url), 'utf8'),
    ),
  );
  /** @type {[path: string, content: string | Buffer][]} */
  const files = [
    ['index.html', landingPage(document)],
    ['landing.css', `${bar}\n${landing}`],
    ['favicon.svg', favicon ?? ''],
    ['openapi.json', json],
    ['openapi.yaml', yaml],
    ['reference/reference.css', `${bar}\n${reference}`],
    ...(await referenceFiles(document)),
  ];
  return new Map(files);
}
