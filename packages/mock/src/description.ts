import { readFile } from 'node:fs/promises';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { MockError } from './mock-error.ts';

export interface Description {
  /** The file's bytes as text, to tell a real change from a touched file. */
  text: string;
  document: object;
  title: string;
  version: string;
}

type Path = (string | number)[];
type Reference = { target: string; path: Path };

/**
 * Reads an OpenAPI 3 description from a JSON or YAML file and makes sure that every `$ref` in it leads
 * somewhere.
 *
 * The file must be self-contained. Following references into other files would let a description make the
 * mock fetch from any host.
 *
 * @throws {MockError} naming the file, and the line where there is one.
 */
export async function readDescription(file: string): Promise<Description> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new MockError(`${file}: cannot be read (${REASONS[error.code ?? ''] ?? error.code})`);
  });
  const document = parse(file, text);
  if (!isObject(document) || !/^3\./.test(String(document['openapi']))) {
    throw new MockError(`${file}: is not an OpenAPI 3 description (no "openapi: 3.x" at the top)`);
  }
  for (const { target, path } of references(document)) {
    if (!target.startsWith('#')) {
      throw new MockError(
        `${file}:${lineOf(text, path)}: "$ref" leads to another file, "${target}"; bundle the description into one file first`,
      );
    }
    if (lookUp(document, target) === undefined) {
      throw new MockError(`${file}:${lineOf(text, path)}: "$ref" leads to nothing, "${target}"`);
    }
  }
  const info = isObject(document['info']) ? document['info'] : {};
  return { text, document, title: String(info['title'] ?? 'API'), version: String(info['version'] ?? '') };
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
};

function parse(file: string, text: string): unknown {
  try {
    // Far faster than the YAML parser on a large bundle.
    return JSON.parse(text);
  } catch {
    const lines = new LineCounter();
    const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = yaml.errors;
    if (error) {
      const [reason] = error.message.split('\n');
      throw new MockError(`${file}:${lines.linePos(error.pos[0]).line}: is not JSON or YAML: ${reason}`);
    }
    return yaml.toJS();
  }
}

function* references(node: unknown, path: Path = [], seen = new Set<unknown>()): Generator<Reference> {
  // A YAML alias can lead back to where it stands.
  if (!isObject(node) || seen.has(node)) return;
  seen.add(node);
  if (typeof node['$ref'] === 'string') yield { target: node['$ref'], path: [...path, '$ref'] };
  for (const [key, child] of Object.entries(node)) {
    yield* references(child, [...path, Array.isArray(node) ? Number(key) : key], seen);
  }
}

/** What a local reference leads to, through other references if need be; undefined when it leads nowhere. */
function lookUp(document: object, target: string, seen = new Set<string>()): unknown {
  if (seen.has(target)) return undefined;
  seen.add(target);
  let node: unknown = document;
  for (const token of decode(target).split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    node = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
    while (isObject(node) && typeof node['$ref'] === 'string') node = lookUp(document, node['$ref'], seen);
  }
  return node;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function lineOf(text: string, path: Path): number {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const parent = yaml.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path.at(-1)) : undefined;
  const { range } = (pair?.key ?? {}) as { range?: [number, number, number] };
  return lines.linePos(range?.[0] ?? 0).line;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
