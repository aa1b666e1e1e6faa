import { referencePath } from '../facts/reference-path.mjs';
import { frontMatter } from '../front-matter.mjs';
import { listOperations, listWebhooks } from '../openapi.mjs';

/**
 * The pages of the reference: the overview, and one for each operation and webhook.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} contract
 * @returns {import('../site-pages.mjs').SitePage[]}
 */
export function referencePages(contract) {
  const { info } = contract;
  const page = (
    /** @type {Omit<import('../site-pages.mjs').SitePage, 'markdown'> & { body: string }} */ {
      body,
      ...rest
    },
  ) => ({
    ...rest,
    markdown: `${frontMatter({ title: rest.title, description: rest.description })}\n# ${rest.title}\n\n${body}\n`,
  });
  return [
    page({
      path: 'reference/index',
      title: 'Reference',
      description: `Every operation, field and webhook of the ${info.title}.`,
      group: 'Reference',
      body: info.description ?? '',
    }),
    ...listOperations(contract).map((operation) =>
      page({
        path: referencePath('operations', operation.operationId).slice(1),
        title: operation.summary,
        description: operation.summary,
        group: 'Operations',
        body: `\`${operation.method.toUpperCase()} ${operation.path}\` · \`${operation.operationId}\``,
      }),
    ),
    ...listWebhooks(contract).map((webhook) =>
      page({
        path: referencePath('events', webhook.name).slice(1),
        title: webhook.name,
        description: webhook.summary,
        group: 'Events',
        body: webhook.summary,
      }),
    ),
    ...Object.entries(contract.components?.schemas ?? {}).map(([name, { title = name, description = '' }]) =>
      page({
        path: referencePath('schemas', name).slice(1),
        title: name,
        description: title,
        group: 'Schemas',
        body: description,
      }),
    ),
  ];
}
