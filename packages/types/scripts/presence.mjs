import ts from 'typescript';

/** @typedef {Record<string, boolean | undefined>} Pattern for each name: present, absent, or either (undefined) */

/**
 * The type of a schema that only says which properties stand together, such as "either `rules` or `ruleSet`".
 *
 * openapi-typescript does not read `if`, `then`, `else` and `not`; it makes such a schema `unknown`, and a request
 * with both properties compiles. Here each combination of present and absent properties is tried against the
 * schema; those that it allows become a union, with `name: unknown` for present and `name?: never` for absent.
 * Intersected with the properties' own types this leaves each property its type.
 *
 * @param {any} schema
 * @returns {ts.TypeNode | undefined} undefined when the schema says anything else, for example about values
 */
export function presence(schema) {
  /** @type {Set<string>} */
  const names = new Set();
  if (!('if' in schema || 'anyOf' in schema) || !readsPresenceOnly(schema, names) || names.size === 0)
    return undefined;
  const patterns = combinations([...names].sort()).filter((pattern) => allows(schema, pattern));
  return ts.factory.createUnionTypeNode(merge(patterns).map(toType));
}

const presenceKeywords = new Set(['required', 'properties', 'if', 'then', 'else', 'allOf', 'anyOf']);
const annotations = new Set(['title', 'description', 'x-message']);

/**
 * @param {any} schema
 * @param {Set<string>} names collects the properties that the schema speaks of
 * @returns {boolean}
 */
function readsPresenceOnly(schema, names) {
  if (typeof schema !== 'object') return false;
  for (const [keyword, value] of Object.entries(schema)) {
    if (annotations.has(keyword)) continue;
    if (!presenceKeywords.has(keyword)) return false;
    if (keyword === 'required') for (const name of value) names.add(name);
    else if (keyword === 'properties') {
      for (const [name, property] of Object.entries(value)) {
        names.add(name);
        if (!isNever(property)) return false;
      }
    } else if (![value].flat().every((part) => readsPresenceOnly(part, names))) return false;
  }
  return true;
}

/** @param {any} schema `{ not: {} }` refuses every value. */
function isNever(schema) {
  return schema === false || (schema.not && Object.keys(schema.not).length === 0);
}

/**
 * @param {any} schema
 * @param {Pattern} pattern
 * @returns {boolean}
 */
function allows(schema, pattern) {
  const conditional =
    !schema.if || allows((allows(schema.if, pattern) ? schema.then : schema.else) ?? {}, pattern);
  return (
    conditional &&
    (schema.required ?? []).every((/** @type {string} */ name) => pattern[name]) &&
    Object.keys(schema.properties ?? {}).every((name) => !pattern[name]) &&
    (schema.allOf ?? []).every((/** @type {any} */ part) => allows(part, pattern)) &&
    (!schema.anyOf || schema.anyOf.some((/** @type {any} */ part) => allows(part, pattern)))
  );
}

/**
 * @param {string[]} names
 * @returns {Pattern[]}
 */
function combinations(names) {
  return names.reduce(
    (patterns, name) =>
      patterns.flatMap((pattern) => [
        { ...pattern, [name]: true },
        { ...pattern, [name]: false },
      ]),
    /** @type {Pattern[]} */ ([{}]),
  );
}

/**
 * Joins two patterns that differ in one name only into one where that name is optional, as long as there are any.
 * @param {Pattern[]} patterns
 * @returns {Pattern[]}
 */
function merge(patterns) {
  for (const [i, one] of patterns.entries()) {
    for (const other of patterns.slice(i + 1)) {
      const differing = Object.keys(one).filter((name) => one[name] !== other[name]);
      const [name] = differing;
      if (name === undefined || differing.length > 1) continue;
      const rest = patterns.filter((pattern) => pattern !== one && pattern !== other);
      return merge([...rest, { ...one, [name]: undefined }]);
    }
  }
  return patterns;
}

/** @param {Pattern} pattern */
function toType(pattern) {
  return ts.factory.createTypeLiteralNode(
    Object.entries(pattern).map(([name, present]) =>
      ts.factory.createPropertySignature(
        undefined,
        name,
        present ? undefined : ts.factory.createToken(ts.SyntaxKind.QuestionToken),
        ts.factory.createKeywordTypeNode(
          present === false ? ts.SyntaxKind.NeverKeyword : ts.SyntaxKind.UnknownKeyword,
        ),
      ),
    ),
  );
}
