import { readFile } from 'node:fs/promises';
import { benchmarkPages } from './benchmarks/benchmark-pages.mjs';
import { changelogFeed } from './changelog/changelog-feed.mjs';
import { changelogPage } from './changelog/changelog-page.mjs';
import { changelogEntries, readReleases } from './changelog/releases.mjs';
import { withContentSecurityPolicy } from './content-security-policy.mjs';
import { downloadFiles } from './downloads/download-files.mjs';
import { describedDownloads, downloadsPage } from './downloads/downloads-page.mjs';
import { sandboxOutcomes } from './downloads/sandbox-outcomes.mjs';
import { contractVersions } from './downloads/versions.mjs';
import { navigation } from './navigation.mjs';
import { notFoundFiles } from './not-found/not-found-page.mjs';
import { checkReferences } from './openapi.mjs';
import { referenceFiles } from './reference/reference-files.mjs';
import { sitePages } from './site-pages.mjs';
import { contractParts } from './twins/contract-parts.mjs';
import { llmsFiles } from './twins/llms-files.mjs';
import { sitemapFiles } from './twins/sitemap.mjs';
import { twinFiles } from './twins/twin-files.mjs';
import { relocate } from './vitepress/relocate.mjs';
import { renderPages } from './vitepress/render-pages.mjs';

/**
 * Makes the whole site in memory, so that nothing is written when any of it fails.
 *
 * @param {import('./spec-bundle.mjs').SpecBundle} bundle
 * @param {{ siteUrl?: string }} [address] where the site will be, with a slash at the end; '' when that is not known
 * @returns {Promise<Map<string, string | Buffer>>} content by path, relative to the root of the site
 * @throws {import('./user-error.mjs').UserError} when the spec lacks what the site needs
 */
export async function siteFiles(bundle, { siteUrl = '' } = {}) {
  const { document } = bundle;
  checkReferences(document);
  const beside = { ...bundle, outcomes: await readFile(sandboxOutcomes) };
  const releases = readReleases();
  const downloads = downloadFiles(bundle, beside);
  const versions = await contractVersions(bundle, beside, releases);
  const changes = changelogEntries(document, releases);
  const pages = [
    ...(await sitePages(document)),
    downloadsPage(document, downloads, versions),
    changelogPage(changes),
    ...(await benchmarkPages()),
  ];
  const around = navigation(pages);
  const twins = twinFiles(pages, document, contractParts(document));
  const [bar, reference, favicon] = await Promise.all(
    ['site-bar.css', 'reference/reference.css', 'favicon.svg'].map((path) =>
      readFile(new URL(path, import.meta.url), 'utf8'),
    ),
  );
  /** @type {[path: string, content: string | Buffer][]} */
  const others = [
    ['favicon.svg', favicon ?? ''],
    ...notFoundFiles(document, siteUrl),
    ...downloads,
    ...changelogFeed(document.info.title, changes, siteUrl),
    ...twins,
    ...llmsFiles(document, pages, twins, describedDownloads(downloads), siteUrl),
    ...sitemapFiles(pages, siteUrl),
    ['reference/all-in-one/reference.css', `${bar}\n${reference}`],
    ...(await referenceFiles(document, around.nav, { siteUrl })),
  ];
  for (const { version, document: contract, files } of versions) {
    const folder = `v/${version}`;
    others.push(...(await referenceFiles(contract, around.nav, { folder, newest: document.info.version })));
    for (const [path, content] of files) others.push([`${folder}/${path}`, content]);
  }
  const rendered = await renderPages(pages, {
    title: document.info.title,
    description: document.info.summary ?? document.info.title,
    siteUrl,
    ...around,
    otherFiles: others.map(([path]) => path.replace(/index\.html$/, '')),
  });
  return new Map(
    [...relocate(rendered), ...others].map(([path, content]) => [
      path,
      path.endsWith('.html') ? withContentSecurityPolicy(path, String(content)) : content,
    ]),
  );
}
