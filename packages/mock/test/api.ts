import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The bundle as the spec package makes it: the tests take every operation, status and example from it. */
export const bundleFile = fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json'));

interface Media {
  examples?: Record<string, Example>;
}
interface Example {
  value: unknown;
}
interface Documented {
  content?: Record<string, Media>;
  headers?: Record<string, { example?: unknown }>;
}
interface Parameter {
  name: string;
  in: string;
  example?: string;
}
interface PathItem {
  parameters?: Parameter[];
  get?: RawOperation;
  post?: RawOperation;
}
interface RawOperation {
  operationId: string;
  requestBody?: { content: Record<string, Media>; 'x-max-bytes'?: number };
  responses: Record<string, Documented>;
}

export interface Operation {
  id: string;
  method: string;
  /** With the example of each path parameter filled in. */
  path: string;
  takesBody: boolean;
  maxBytes: number | undefined;
  /** Every named example of the request body. */
  requests: { name: string; value: unknown }[];
  responses: {
    status: number;
    headers: Record<string, string>;
    examples: { name: string; mediaType: string; value: unknown }[];
  }[];
}

const bundle = JSON.parse(readFileSync(bundleFile, 'utf8'));

export const operations: Operation[] = Object.entries<PathItem>(bundle.paths).flatMap(([template, item]) => {
  const path = (item.parameters ?? []).map(resolve<Parameter>).reduce((filled, parameter) => {
    if (parameter.in !== 'path' || parameter.example === undefined) return filled;
    return filled.replace(`{${parameter.name}}`, parameter.example);
  }, template);
  return (['get', 'post'] as const).flatMap((method) => {
    const raw = item[method];
    return raw ? [readOperation(method.toUpperCase(), path, raw)] : [];
  });
});

function readOperation(method: string, path: string, raw: RawOperation): Operation {
  return {
    id: raw.operationId,
    method,
    path,
    takesBody: raw.requestBody !== undefined,
    maxBytes: raw.requestBody?.['x-max-bytes'],
    requests: examplesOf(raw.requestBody?.content),
    responses: Object.entries(raw.responses).map(([status, response]) => {
      const { content, headers = {} } = resolve<Documented>(response);
      return {
        status: Number(status),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, header]) => [
            name.toLowerCase(),
            String(resolve<{ example?: unknown }>(header).example),
          ]),
        ),
        examples: examplesOf(content),
      };
    }),
  };
}

function examplesOf(content: Record<string, Media> = {}) {
  return Object.entries(content).flatMap(([mediaType, { examples = {} }]) =>
    Object.entries(examples).map(([name, example]) => ({
      name,
      mediaType,
      value: resolve<Example>(example).value,
    })),
  );
}

function resolve<T>(node: unknown): T {
  const { $ref } = node as { $ref?: string };
  if ($ref === undefined) return node as T;
  const target = $ref
    .slice(2)
    .split('/')
    .reduce((parent, key) => parent[key.replaceAll('~1', '/').replaceAll('~0', '~')], bundle);
  return resolve<T>(target);
}

export function operation(id: string): Operation {
  const found = operations.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`the bundle has no operation ${id}`);
  return found;
}

export const TOKEN = { authorization: 'Bearer any-token' };

/** The request of an operation that every mock takes: a token, and its first example as the body. */
export function validRequest(
  { method, takesBody, requests }: Operation,
  headers: Record<string, string> = {},
) {
  return {
    method,
    headers: { ...TOKEN, ...(takesBody && { 'content-type': 'application/json' }), ...headers },
    ...(takesBody && { body: JSON.stringify(requests[0]?.value) }),
  };
}
