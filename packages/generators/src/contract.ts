import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isObject, type Json, type JsonObject } from './json.ts';

/** The contract as one OpenAPI document. */
export const contract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json')), 'utf8'),
) as JsonObject;

/**
 * What a document has at a JSON pointer such as `/components/schemas/Message`.
 * @throws {Error} when there is nothing.
 */
export function at(document: JsonObject, pointer: string): Json {
  const found = tokensOf(pointer).reduce<Json | undefined>(
    (value, token) => (isObject(value) || Array.isArray(value) ? (value as JsonObject)[token] : undefined),
    document,
  );
  if (found === undefined) throw new Error(`The contract has nothing at ${pointer}.`);
  return found;
}

/** The steps of a JSON pointer. */
export function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A JSON pointer some steps further. */
export function step(pointer: string, ...tokens: (string | number)[]): string {
  return [pointer, ...tokens.map((token) => String(token).replaceAll('~', '~0').replaceAll('/', '~1'))].join(
    '/',
  );
}
