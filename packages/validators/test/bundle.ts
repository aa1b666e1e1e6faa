import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as operations from '@enterprise-communications/validators/operations';
import { parse } from 'yaml';
import type { Validator } from '../src/validator.ts';

/** The real bundle, read without the generator's help. */
export const bundle = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
);

type AnyValidator = Validator<unknown>;
export const requests = operations.requestValidators as Record<string, AnyValidator>;
export const responses = operations.responseValidators as Record<string, Record<string, AnyValidator>>;
export const webhooks = operations.webhookValidators as Record<string, AnyValidator>;
export const events = operations.eventValidators as Record<string, AnyValidator>;

/** A named example of a body in the bundle. */
export interface Example {
  name: string;
  value: unknown;
  /** The JSON Schema of the body, as the bundle has it. */
  schema: object;
  validator: AnyValidator | undefined;
}

function resolve(node: { $ref?: string }): unknown {
  if (!node?.$ref) return node;
  const tokens = node.$ref.slice(2).split('/');
  return resolve(tokens.reduce((part, token) => part[token.replaceAll('~1', '/')], bundle));
}

/** All named examples of all bodies. */
export function examples(): Example[] {
  const found: Example[] = [];
  const add = (where: string, body: object | undefined, validator: AnyValidator | undefined) => {
    const { content = {} } = resolve(body ?? {}) as { content?: Record<string, Media> };
    for (const { schema, examples = {} } of Object.values(content)) {
      for (const [name, example] of Object.entries(examples)) {
        const { value } = resolve(example) as { value: unknown };
        found.push({ name: `${where}: ${name}`, value, schema, validator });
      }
    }
  };
  for (const item of Object.values<object>(bundle.paths)) {
    for (const operation of Object.values<BundledOperation>(item as Record<string, BundledOperation>)) {
      const { operationId } = operation;
      if (!operationId) continue;
      add(operationId, operation.requestBody, requests[operationId]);
      for (const [status, response] of Object.entries(operation.responses)) {
        add(`${operationId} ${status}`, response, responses[operationId]?.[status]);
      }
    }
  }
  for (const [name, { post }] of Object.entries<{ post: BundledOperation }>(bundle.webhooks)) {
    add(name, post.requestBody, webhooks[name]);
  }
  return found;
}

interface Media {
  schema: object;
  examples?: Record<string, object>;
}

interface BundledOperation {
  operationId?: string;
  requestBody?: object;
  responses: Record<string, object>;
}

/** A request that the API refuses. */
export interface InvalidExample {
  operationId: string;
  body: unknown;
  failures: { paramName: string }[];
}

/** The invalid requests of the spec, by file, as far as they are about a body. */
export function invalidExamples(): [file: string, example: InvalidExample][] {
  const folder = new URL(
    'examples/invalid/',
    import.meta.resolve('@enterprise-communications/spec/package.json'),
  );
  return readdirSync(folder)
    .map((file): [string, InvalidExample & { path?: object }] => [
      file,
      parse(readFileSync(new URL(file, folder), 'utf8')),
    ])
    .filter(([, example]) => !example.path);
}
