import { errorsPage } from './errors-page.mjs';
import { eventPages } from './event-pages.mjs';
import { headersPage } from './headers-page.mjs';
import { operationPages } from './operation-pages.mjs';
import { referencePage } from './reference-page.mjs';
import { schemaPage } from './schema-page.mjs';

/**
 * The pages of the reference: an overview, and one for each operation, request, event and schema.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {import('../site-pages.mjs').SitePage[]}
 */
export function referencePages(document) {
  const contract = /** @type {import('../facts/contract-node.mjs').Contract} */ (document);
  const operations = operationPages(contract);
  const events = eventPages(contract);
  const schemas = Object.keys(contract['components'].schemas)
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((name) => schemaPage(contract, name));
  const list = (/** @type {import('../site-pages.mjs').SitePage[]} */ pages) =>
    pages
      .filter(({ group }) => group !== '')
      .map(({ path, title, description }) => `- [${title}](/${path}). ${description}`)
      .join('\n');
  return [
    referencePage(
      {
        path: '/reference/index',
        title: 'Reference',
        description: `Every operation, field and webhook of the ${document.info.title}.`,
        group: 'Reference',
      },
      [
        `Version ${document.info.version}. ${document.servers
          .map(({ url, description = '' }) => `At \`${url}\`. ${description}`)
          .join('\n')}`,
        `## Operations\n\n${list(operations)}`,
        `## Events\n\n${list(events)}`,
        '## All in one page\n\nThe same reference [in one page](/reference/all-in-one/){target="_self"}, by Redoc, which also works from a folder on your disk.',
        document.info.description?.trim(),
      ],
    ),
    errorsPage(contract),
    headersPage(contract),
    ...operations,
    ...events,
    referencePage(
      {
        path: '/reference/schemas/index',
        title: 'Schemas',
        description: 'The parts that requests, answers and events are made of.',
        group: 'Reference',
      },
      [schemas.map(({ path, title, description }) => `- [${title}](/${path}). ${description}`).join('\n')],
    ),
    ...schemas,
  ];
}
