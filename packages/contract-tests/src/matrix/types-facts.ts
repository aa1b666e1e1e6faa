import ts from 'typescript';
import type { Facts } from './facts.ts';

/**
 * What the interfaces of openapi-typescript say.
 * @param source its output, TypeScript or a declaration file.
 * @throws {Error} when one of its interfaces is not there.
 */
export function typesFacts(source: string): Facts {
  const file = ts.createSourceFile('openapi.d.ts', source, ts.ScriptTarget.ES2022);
  const components = membersOf(interfaceNamed('components'));
  const shared = membersOf(components.get('responses')?.type);
  const facts = {
    ...{ operation: idsOf('paths'), webhook: idsOf('webhooks') },
    ...{ parameter: {}, status: {}, reply: {}, schema: {}, header: {}, property: {}, values: {} },
  } as Required<Omit<Facts, 'constraint' | 'limit' | 'request' | 'answer' | 'refusal'>>;
  for (const [id, { type }] of membersOf(interfaceNamed('operations'))) readOperation(id, membersOf(type));
  for (const [name, { type }] of membersOf(components.get('schemas')?.type)) {
    const members = membersOf(type);
    for (const [property, { optional }] of members)
      facts.property[`${name}.${property}`] = optional ? 'optional' : 'required';
    const values = [type, ...[...members.values()].map((member) => member.type)].flatMap(textsOf).sort();
    if (values.length > 0) facts.values[name] = values.join(', ');
  }
  return facts;

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
          return id === undefined ? [] : [[id, `${method.toUpperCase()} ${path}`]];
        }),
      ),
    );
  }

  function readOperation(id: string, operation: Members): void {
    for (const [place, { type }] of membersOf(operation.get('parameters')?.type)) {
      for (const [name, { optional }] of membersOf(type))
        facts.parameter[`${id} ${name}`] = `${place} ${optional ? 'optional' : 'required'}`;
    }
    const request = operation.get('requestBody')?.type;
    if (request && !isNever(request)) facts.schema[`${id} request`] = bodyOf(request);
    for (const [status, { type }] of membersOf(operation.get('responses')?.type)) {
      const [name] = type ? namesUnder('responses', type) : [];
      const answer = name === undefined ? type : shared.get(name)?.type;
      const body = bodyOf(answer);
      const kind = id in facts.webhook ? 'reply' : 'status';
      facts[kind][`${id} ${status}`] = body ? 'a body' : 'no body';
      if (body) facts.schema[`${id} ${status}`] = body;
      for (const header of membersOf(membersOf(answer).get('headers')?.type).keys())
        facts.header[`${id} ${status} ${header}`] = 'there';
    }
  }

  /** The names of the schemas under `content`. */
  function bodyOf(type: ts.TypeNode | undefined): string {
    const content = membersOf(type).get('content')?.type;
    return [...membersOf(content).values()]
      .flatMap(({ type: body }) => (body ? namesUnder('schemas', body) : []))
      .sort()
      .join(', ');
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
