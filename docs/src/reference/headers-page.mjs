import { referencePage } from './reference-page.mjs';
import { limitsOf, typeOf } from './schema-type.mjs';

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function headersPage(contract) {
  const { parameters, responses, headers, securitySchemes } = contract['components'];
  const answered = new Map(
    Object.values(responses).flatMap((response) =>
      Object.entries(response.headers ?? {}).map(([name, given]) => [
        name,
        headers[/** @type {any} */ (given).$ref.split('/').at(-1)],
      ]),
    ),
  );
  const sent = Object.values(parameters).filter((parameter) => parameter.in === 'header');
  return referencePage(
    {
      path: '/reference/headers',
      title: 'Headers',
      description: 'The headers of requests, of answers and of events.',
      group: 'Reference',
    },
    [
      ...Object.values(securitySchemes).map(
        ({ scheme, bearerFormat, description }) =>
          `## \`Authorization\` {#authorization}\n\nSent by you with each request: \`${scheme.replace(/^./, (/** @type {string} */ letter) => letter.toUpperCase())}\` and the access token, a ${bearerFormat}.\n\n${description.trim()}`,
      ),
      ...[...answered].map(([name, header]) =>
        section(contract, name, header, 'Sent by the API with some errors'),
      ),
      ...sent.map((header) => section(contract, header.name, header, 'Sent by the API with each event')),
    ],
  );
}

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {string} name
 * @param {any} header
 * @param {string} by
 */
function section(contract, name, { schema, description, example }, by) {
  return [
    `## \`${name}\` {#${name.toLowerCase()}}`,
    `${by} · ${[typeOf(contract, schema), ...limitsOf(schema)].join(' · ')}`,
    description.trim(),
    `Example: \`${example}\``,
  ].join('\n\n');
}
