import ts from 'typescript';
import type { Reading, SchemaReading } from './reading.ts';

/**
 * openapi-typescript's reading: what the interfaces that it wrote say.
 * @param source its output, TypeScript or a declaration file.
 * @throws {Error} when one of its interfaces is not there.
 */
export function readTypes(source: string): Reading {
  const file = ts.createSourceFile('openapi.d.ts', source, ts.ScriptTarget.ES2022);
  const components = membersOf(interfaceNamed('components'));
  const responses = membersOf(components.get('responses')?.type);
  return {
    operations: idsOf('paths'),
    webhooks: idsOf('webhooks'),
    bodies: Object.fromEntries(
      [...membersOf(interfaceNamed('operations'))].map(([id, { type }]) => [id, bodiesOf(membersOf(type))]),
    ),
    schemas: Object.fromEntries(
      [...membersOf(components.get('schemas')?.type)].map(([name, { type }]) => [name, schemaOf(type)]),
    ),
  };

  function interfaceNamed(name: string): ts.InterfaceDeclaration {
    const found = file.statements.find(
      (statement): statement is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    );
    if (!found) throw new Error(`The generated types have no interface ${name}.`);
    return found;
  }

  /** `post: operations["sendMessage"]`; a method that is not there is `never`. */
  function idsOf(name: string): Record<string, string> {
    return Object.fromEntries(
      [...membersOf(interfaceNamed(name))].flatMap(([path, { type: item }]) =>
        [...membersOf(item)].flatMap(([method, { type }]) => {
          const id = type && namesUnder('operations', type)[0];
          return id === undefined ? [] : [[`${method.toUpperCase()} ${path}`, id]];
        }),
      ),
    );
  }

  function bodiesOf(operation: Members): Record<string, string[]> {
    const request = operation.get('requestBody')?.type;
    return {
      ...(request && !isNever(request) && { request: bodyOf(request) }),
      ...Object.fromEntries(
        [...membersOf(operation.get('responses')?.type)].map(([status, { type }]) => {
          const [shared] = type ? namesUnder('responses', type) : [];
          return [status, bodyOf(shared === undefined ? type : responses.get(shared)?.type)];
        }),
      ),
    };
  }

  /** The names of the schemas under `content`. */
  function bodyOf(type: ts.TypeNode | undefined): string[] {
    const content = membersOf(type).get('content')?.type;
    return [...membersOf(content).values()]
      .flatMap(({ type: body }) => (body ? namesUnder('schemas', body) : []))
      .sort();
  }
}

type Members = Map<string, { optional: boolean; type: ts.TypeNode | undefined }>;

/** The properties written in a type: in a literal, and in the literals of an intersection. */
function membersOf(type: ts.TypeNode | ts.InterfaceDeclaration | undefined): Members {
  if (!type) return new Map();
  if (ts.isParenthesizedTypeNode(type)) return membersOf(type.type);
  if (ts.isIntersectionTypeNode(type)) {
    // The first one is the schema's own; openapi-typescript repeats the discriminator in a later one.
    return new Map(type.types.toReversed().flatMap((part) => [...membersOf(part)]));
  }
  if (!ts.isTypeLiteralNode(type) && !ts.isInterfaceDeclaration(type)) return new Map();
  return new Map(
    type.members
      .filter((member) => ts.isPropertySignature(member))
      .map((member) => [
        ts.isComputedPropertyName(member.name) ? '' : member.name.text,
        { optional: member.questionToken !== undefined, type: member.type },
      ]),
  );
}

function schemaOf(type: ts.TypeNode | undefined): SchemaReading {
  const members = membersOf(type);
  const names = (optional: boolean) =>
    [...members]
      .filter(([, member]) => member.optional === optional)
      .map(([name]) => name)
      .sort();
  return {
    required: names(false),
    optional: names(true),
    values: [type, ...[...members.values()].map((member) => member.type)].flatMap(textsOf).sort(),
  };
}

/** `"on" | "off"` has two. */
function textsOf(type: ts.TypeNode | undefined): string[] {
  if (!type) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(textsOf);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

/** `operations["sendMessage"]` has `sendMessage` under `operations`; a union has the names of each part. */
function namesUnder(parent: string, type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((part) => namesUnder(parent, part));
  if (ts.isParenthesizedTypeNode(type)) return namesUnder(parent, type.type);
  if (!ts.isIndexedAccessTypeNode(type)) return [];
  const [name] = textsOf(type.indexType);
  const { objectType } = type;
  const isUnder =
    (ts.isTypeReferenceNode(objectType) &&
      ts.isIdentifier(objectType.typeName) &&
      objectType.typeName.text === parent) ||
    (ts.isIndexedAccessTypeNode(objectType) && textsOf(objectType.indexType).includes(parent));
  return isUnder && name !== undefined ? [name] : [];
}

function isNever(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.NeverKeyword;
}
