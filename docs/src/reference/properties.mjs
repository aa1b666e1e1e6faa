import { follow } from '../facts/contract-node.mjs';
import { limitsOf, typeOf } from './schema-type.mjs';

/**
 * @typedef {import('../facts/contract-node.mjs').Contract} Contract
 *
 * @typedef {{ name: string, required: boolean, given: any, schema: any }} Property `given` as it is written, `schema`
 *   with what its `$ref` leads to; a property inside of an object that has no name of its own is `outer.inner`
 */

/**
 * The properties of a schema, with those that it has from `allOf`.
 *
 * @param {Contract} contract
 * @param {any} schema
 * @returns {Property[]}
 */
export function propertiesOf(contract, schema) {
  const { properties, required } = collect(contract, schema);
  return Object.entries(properties).flatMap(([name, given]) => {
    const property = {
      name,
      required: required.has(name),
      given,
      schema: { ...follow(contract, given), ...given },
    };
    const inner = given.$ref ? [] : propertiesOf(contract, given);
    return [property, ...inner.map((one) => ({ ...one, name: `${name}.${one.name}` }))];
  });
}

/**
 * @param {Contract} contract
 * @param {any} given
 * @returns {{ properties: Record<string, any>, required: Set<string> }}
 */
function collect(contract, given) {
  const schema = follow(contract, given);
  /** @type {Record<string, any>} */
  const properties = {};
  /** @type {Set<string>} */
  const required = new Set();
  for (const part of [
    ...(schema.allOf ?? []).map((/** @type {any} */ one) => collect(contract, one)),
    schema,
  ]) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      properties[name] = { ...properties[name], ...property };
    }
    for (const name of part.required ?? []) required.add(name);
  }
  return { properties, required };
}

/**
 * A section for each property, with an anchor of its name.
 *
 * @param {Contract} contract
 * @param {Property[]} properties
 */
export function propertySections(contract, properties) {
  return properties
    .map(({ name, required, given, schema }) => {
      const facts = [typeOf(contract, given), ...(required ? ['**required**'] : []), ...limitsOf(schema)];
      return [`### \`${name}\` {#${name}}`, facts.join(' · '), schema.description?.trim()]
        .filter(Boolean)
        .join('\n\n');
    })
    .join('\n\n');
}

/**
 * The rows of a table of properties, each with a link to its section on the schema's page.
 *
 * @param {Contract} contract
 * @param {Property[]} properties
 * @param {string} page of the schema
 * @returns {string[][]}
 */
export function propertyRows(contract, properties, page) {
  return properties.map(({ name, required, given, schema }) => [
    `[\`${name}\`](${page}#${name})${required ? ' **required**' : ''}`,
    typeOf(contract, given),
    (schema.description ?? '').trim().split(/\n\s*\n/, 1)[0],
  ]);
}
