import ts from 'typescript';

/**
 * The type of an open enum: `anyOf: [a $ref to the known values, { type: string }]`.
 *
 * TypeScript folds `Known | string` into `string`, and the editor then offers no values.
 * `Known | (string & {})` means the same and keeps them.
 *
 * @param {any} schema
 * @returns {ts.TypeNode | undefined} undefined when the schema is not an open enum
 */
export function openEnum(schema) {
  const [known, any, ...more] = schema.anyOf ?? [];
  const refersToKnown = /^#\/components\/schemas\/(\w+)$/.exec(known?.$ref ?? '')?.[1];
  if (!refersToKnown || any?.type !== 'string' || any.enum || more.length > 0) return undefined;
  return ts.factory.createUnionTypeNode([
    ts.factory.createIndexedAccessTypeNode(
      ts.factory.createIndexedAccessTypeNode(
        ts.factory.createTypeReferenceNode('components'),
        literal('schemas'),
      ),
      literal(refersToKnown),
    ),
    ts.factory.createIntersectionTypeNode([
      ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
      ts.factory.createTypeLiteralNode([]),
    ]),
  ]);
}

/** @param {string} text */
function literal(text) {
  return ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(text));
}
