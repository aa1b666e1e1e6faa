import { follow } from '../facts/contract-node.mjs';
import { referencePath } from '../facts/reference-path.mjs';
import { table } from '../facts/tables.mjs';
import { requestSamples } from '../samples/request-samples.mjs';
import { answerSections } from './answers.mjs';
import { propertiesOf, propertyRows } from './properties.mjs';
import { fenced, json, referencePage } from './reference-page.mjs';
import { schemaLink, typeOf } from './schema-type.mjs';

/**
 * A page for each operation, and one for each of its named requests with the samples that send it.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @returns {import('../site-pages.mjs').SitePage[]}
 */
export function operationPages(contract) {
  const samples = requestSamples(/** @type {any} */ (contract));
  return Object.entries(contract['paths']).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      operation.operationId === undefined
        ? []
        : pagesOf(
            contract,
            {
              ...operation,
              path,
              method,
              parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])],
            },
            samples,
          ),
    ),
  );
}

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {any} operation with its path and method
 * @param {import('../samples/request-samples.mjs').RequestSample[]} samples
 */
function pagesOf(contract, operation, samples) {
  const { operationId, summary, description, path, method, parameters, responses } = operation;
  const page = referencePath('operations', operationId);
  const body = operation.requestBody && follow(contract, operation.requestBody);
  const [[type, media] = []] = Object.entries(body?.content ?? {});
  const examples = Object.entries(media?.examples ?? {}).map(([name, given]) => ({
    name,
    ...follow(contract, given),
  }));
  const own = (/** @type {string | undefined} */ example) =>
    sampleTabs(samples.filter((sample) => sample.operationId === operationId && sample.example === example));
  const parameterFacts = parameters.map((/** @type {any} */ given) => follow(contract, given));
  const bodySchema = media?.schema?.$ref?.split('/').at(-1);
  const tryIt = {
    method: method.toUpperCase(),
    path,
    parameters: Object.fromEntries(
      parameterFacts.map((/** @type {any} */ { name, example }) => [name, example]),
    ),
    examples: examples.map(({ name, summary: words = name, value }) => ({ name, summary: words, value })),
  };
  return [
    referencePage(
      {
        path: page,
        title: summary,
        heading: `${summary} \`${operationId}\``,
        description,
        group: 'Operations',
        fields: { tryIt },
      },
      [
        `**\`${method.toUpperCase()}\`** \`${path}\``,
        description.trim(),
        '## Request',
        ...parameterTables(contract, parameterFacts),
        bodySchema &&
          [
            `### Body\n\n${schemaLink(bodySchema)} as \`${type}\`. ${body.description}`,
            table(
              ['field', 'type', 'meaning'],
              propertyRows(
                contract,
                propertiesOf(contract, media.schema),
                referencePath('schemas', bodySchema),
              ),
            ),
          ].join('\n\n'),
        `## Samples\n\n${own(examples[0]?.name)}`,
        '## Try it\n\n<TryIt />',
        examples.length > 0 &&
          `## Example requests\n\n${examples
            .map(
              ({ name, summary: words = name, description: more }) =>
                `- [${words}](${page}/${name})${more ? `. ${more}` : ''}`,
            )
            .join('\n')}`,
        `## Answers\n\n${answerSections(contract, responses)}`,
      ],
    ),
    ...examples.map(({ name, summary: words = name, description: more, value }) =>
      referencePage(
        { path: `${page}/${name}`, title: words, description: more ?? `${summary}: ${words}`, group: '' },
        [
          more,
          `An example request of [${summary}](${page}): \`${method.toUpperCase()} ${path}\``,
          `## Body\n\n${json(value)}`,
          `## Samples\n\n${own(name)}`,
        ],
      ),
    ),
  ];
}

/**
 * A table for each place that parameters stand in.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {any[]} parameters
 */
function parameterTables(contract, parameters) {
  return ['Path', 'Query', 'Header', 'Cookie'].map((place) => {
    const rows = parameters
      .filter((one) => one.in === place.toLowerCase())
      .map((one) => [
        `\`${one.name}\`${one.required ? ' **required**' : ''}`,
        typeOf(contract, one.schema),
        one.description,
      ]);
    return rows.length > 0 && `### ${place}\n\n${table(['field', 'type', 'meaning'], rows)}`;
  });
}

/** @param {import('../samples/request-samples.mjs').RequestSample[]} samples of one request */
function sampleTabs(samples) {
  return `::: code-group\n\n${samples.map(({ fence, label, source }) => fenced(fence, source, label)).join('\n\n')}\n\n:::`;
}
