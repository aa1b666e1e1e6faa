import { follow, webhookOperations } from '../facts/contract-node.mjs';
import { referencePath } from '../facts/reference-path.mjs';
import { table } from '../facts/tables.mjs';
import { answerSections, exampleDetails } from './answers.mjs';
import { propertiesOf, propertyRows } from './properties.mjs';
import { referencePage } from './reference-page.mjs';
import { typeOf } from './schema-type.mjs';

/**
 * A page for each event that the API posts to a webhook.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @returns {import('../site-pages.mjs').SitePage[]}
 */
export function eventPages(contract) {
  return [...webhookOperations(contract)].map(([name, operation]) => {
    const body = follow(contract, operation.requestBody);
    const [[type, media] = ['', {}]] = /** @type {[string, any][]} */ (Object.entries(body.content));
    const [event = media.schema] = media.schema.oneOf ?? [];
    const page = referencePath('schemas', event.$ref.split('/').at(-1));
    return referencePage(
      {
        path: referencePath('events', name),
        title: name,
        heading: `${name} \`${operation.operationId}\``,
        description: operation.description,
        group: 'Events',
      },
      [
        operation.description.trim(),
        `## What is posted\n\n${body.description} Body: ${typeOf(contract, media.schema)} as \`${type}\``,
        table(['field', 'type', 'meaning'], propertyRows(contract, propertiesOf(contract, event), page)),
        exampleDetails(contract, media.examples ?? {}),
        `## Headers\n\n${operation.parameters
          .map((/** @type {any} */ given) => follow(contract, given))
          .map(
            (/** @type {any} */ one) =>
              `- [\`${one.name}\`](/reference/headers#${one.name.toLowerCase()})${one.required ? ' **required**' : ''}: ${one.description.trim().replace(/\s+/g, ' ')}`,
          )
          .join('\n')}`,
        `## Your answer\n\n${answerSections(contract, operation.responses)}`,
      ],
    );
  });
}
