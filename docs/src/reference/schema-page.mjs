import { follow } from '../facts/contract-node.mjs';
import { referencePath } from '../facts/reference-path.mjs';
import { propertiesOf, propertySections } from './properties.mjs';
import { json, referencePage } from './reference-page.mjs';
import { limitsOf, partOf, schemaLink, typeOf } from './schema-type.mjs';

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {string} name
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function schemaPage(contract, name) {
  const schema = contract['components'].schemas[name];
  const properties = propertiesOf(contract, schema);
  const rules = (schema.allOf ?? []).filter(
    (/** @type {any} */ part) => part.$ref && follow(contract, part).properties === undefined,
  );
  // A condition on another schema has nothing but its keywords, and those say it exactly.
  const condition = schema.if !== undefined || (schema.allOf !== undefined && properties.length === 0);
  return referencePage(
    {
      path: referencePath('schemas', name),
      title: name,
      description: schema.description ?? schema.title ?? name,
      group: '',
    },
    [
      condition ? 'A rule about other fields' : [typeOf(contract, schema), ...limitsOf(schema)].join(' · '),
      schema.description?.trim(),
      rules.length > 0 &&
        `## Rules {#about-rules}\n\n${rules
          .map(
            (/** @type {{ $ref: string }} */ { $ref }) =>
              `- ${schemaLink($ref.split('/').at(-1) ?? '')}: ${oneLine(follow(contract, { $ref }).description)}`,
          )
          .join('\n')}`,
      properties.length > 0 && `## Fields {#about-fields}\n\n${propertySections(contract, properties)}`,
      properties.length > 0 && furtherFields(contract, schema),
      condition && `## As JSON Schema {#about-json-schema}\n\n${json(schema)}`,
      usedBy(contract, name),
    ],
  );
}

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {any} schema
 */
function furtherFields(contract, { additionalProperties: more }) {
  if (more === false)
    return '## Other fields {#about-other-fields}\n\nNone: a field that is not listed is refused.';
  if (typeof more !== 'object') return '';
  return `## Other fields {#about-other-fields}\n\nAny further field is allowed. Its value: ${partOf(contract, more)}.`;
}

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {string} name
 */
function usedBy(contract, name) {
  const uses = (/** @type {unknown} */ node) =>
    JSON.stringify(node).includes(`"#/components/schemas/${name}"`);
  const schemas = Object.entries(contract['components'].schemas)
    .filter(([, schema]) => uses(schema))
    .map(([user]) => schemaLink(user));
  const operations = Object.values(contract['paths']).flatMap((item) =>
    Object.values(item)
      .filter(({ operationId, ...rest }) => operationId && uses(rest))
      .map(({ operationId, summary }) => `[${summary}](${referencePath('operations', operationId)})`),
  );
  const events = Object.entries(contract['webhooks'])
    .filter(([, item]) => uses(item))
    .map(([event]) => `[${event}](${referencePath('events', event)})`);
  const all = [...operations, ...events, ...schemas];
  return all.length === 0 ? '' : `## Used by {#about-use}\n\n${all.map((link) => `- ${link}`).join('\n')}`;
}

/** @param {string | undefined} text */
const oneLine = (text = '') => text.trim().replace(/\s+/g, ' ');
