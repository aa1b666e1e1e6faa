import { follow } from '../facts/contract-node.mjs';
import { referencePath } from '../facts/reference-path.mjs';

/** @typedef {import('../facts/contract-node.mjs').Contract} Contract */

/**
 * What kind of value a schema takes, as Markdown that links to the schemas it names.
 *
 * @param {Contract} contract
 * @param {any} schema
 * @returns {string}
 */
export function typeOf(contract, schema) {
  if (schema.$ref) return schemaLink(schema.$ref.split('/').at(-1));
  if (schema.const !== undefined) return `always \`${schema.const}\``;
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches && schema.type === undefined) {
    return branches.map((/** @type {any} */ branch) => partOf(contract, branch)).join(' or ');
  }
  if (schema.type === 'array') {
    return schema.items === undefined ? 'array' : `array of ${partOf(contract, schema.items)}`;
  }
  const inside =
    schema.type === 'object' && !schema.properties
      ? follow(contract, schema.additionalProperties)
      : undefined;
  if (inside?.type) return `object of ${partOf(contract, schema.additionalProperties)} values`;
  return [schema.type ?? 'any value'].flat().join(' or ');
}

/**
 * The type of what stands in another schema. What has a name of its own tells its limits on its own page.
 *
 * @param {Contract} contract
 * @param {any} schema
 */
export function partOf(contract, schema) {
  const limits = schema.$ref ? [] : limitsOf(schema);
  return `${typeOf(contract, schema)}${limits.length > 0 ? ` (${limits.join(', ')})` : ''}`;
}

/** @param {string} name of a schema */
export const schemaLink = (name) => `[${name}](${referencePath('schemas', name)})`;

/**
 * What the schema asks of a value beside its type, each in a few words of Markdown.
 *
 * @param {any} schema with what its `$ref` leads to
 * @returns {string[]}
 */
export function limitsOf(schema) {
  const number = (/** @type {number} */ value) => value.toLocaleString('en');
  /** @type {Record<string, (value: any) => string>} */
  const says = {
    enum: (values) => `one of ${values.map((/** @type {unknown} */ value) => `\`${value}\``).join(', ')}`,
    format: (value) => `format \`${value}\``,
    pattern: (value) => `pattern \`${value}\``,
    minLength: (value) => `at least ${number(value)} ${value === 1 ? 'character' : 'characters'}`,
    maxLength: (value) => `at most ${number(value)} characters`,
    minimum: (value) => `${number(value)} or more`,
    maximum: (value) => `${number(value)} or less`,
    minItems: (value) => `at least ${number(value)} ${value === 1 ? 'item' : 'items'}`,
    maxItems: (value) => `at most ${number(value)} items`,
    uniqueItems: () => 'no item twice',
    minProperties: (value) => `at least ${number(value)} ${value === 1 ? 'field' : 'fields'}`,
    default: (value) => `\`${JSON.stringify(value)}\` when left out`,
    'x-sensitive': () => "people's data or a secret: keep it out of logs",
  };
  return Object.entries(says).flatMap(([keyword, say]) =>
    schema[keyword] === undefined || schema[keyword] === false ? [] : [say(schema[keyword])],
  );
}
