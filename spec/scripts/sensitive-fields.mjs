/** @typedef {true | { [field: string]: Tree }} Tree */

/**
 * The fields marked `x-sensitive` in any of these schemas, as one tree. An array is as its items are.
 *
 * @param {any[]} roots
 * @param {Record<string, any>} schemas those that `$ref` can name
 * @returns {Tree | undefined} undefined when there is none
 */
export function sensitiveFields(roots, schemas) {
  return roots.map((root) => treeOf(root, schemas, [])).reduce(merge, undefined);
}

/**
 * @param {any} schema
 * @param {Record<string, any>} schemas
 * @param {string[]} open the names on the way here, so that a schema within itself ends
 * @returns {Tree | undefined}
 */
function treeOf(schema, schemas, open) {
  if (typeof schema !== 'object') return undefined;
  if (schema['x-sensitive']) return true;
  /** @type {Tree | undefined} */
  let tree;
  const name = schema.$ref?.split('/').at(-1);
  if (name && !open.includes(name)) tree = treeOf(schemas[name], schemas, [...open, name]);
  if (schema.items) tree = merge(tree, treeOf(schema.items, schemas, open));
  for (const part of ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => schema[keyword] ?? []))
    tree = merge(tree, treeOf(part, schemas, open));
  const fields = Object.entries({ ...schema.properties, '*': schema.additionalProperties });
  for (const [field, value] of fields) {
    const inner = treeOf(value, schemas, open);
    if (inner) tree = merge(tree, { [field]: inner });
  }
  return tree;
}

/**
 * @param {Tree | undefined} one
 * @param {Tree | undefined} other
 * @returns {Tree | undefined}
 */
function merge(one, other) {
  if (one === true || other === true) return true;
  if (!one || !other) return one ?? other;
  /** @type {Tree} */
  const merged = { ...one };
  for (const [field, tree] of Object.entries(other)) merged[field] = merge(merged[field], tree) ?? true;
  const fields = Object.entries(merged).filter(([field]) => field === '*' || merged['*'] !== true);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
