import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { tokensOf } from './json-pointer.ts';

const require = createRequire(import.meta.url);

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** The contract as one OpenAPI document, as the build bundled it. */
export const contract = JSON.parse(
  readFileSync(require.resolve('@enterprise-communications/spec/openapi.json'), 'utf8'),
) as JsonObject;

/** The folder of the hand-written contract. */
export const specFolder = dirname(require.resolve('@enterprise-communications/spec/package.json'));

/** What the contract has at a JSON pointer such as `/components/schemas/Message`, or undefined. */
export function find(pointer: string): Json | undefined {
  return tokensOf(pointer).reduce<Json | undefined>(
    (value, token) => (isObject(value) || Array.isArray(value) ? (value as JsonObject)[token] : undefined),
    contract,
  );
}

/**
 * What the contract has at a JSON pointer.
 * @throws {Error} when there is nothing.
 */
export function at(pointer: string): Json {
  const value = find(pointer);
  if (value === undefined) throw new Error(`The contract has nothing at ${pointer}.`);
  return value;
}

/** Where the thing at a JSON pointer really is: follows `$ref`. */
export function resolve(pointer: string): string {
  const value = at(pointer);
  const ref = isObject(value) ? value['$ref'] : undefined;
  return typeof ref === 'string' ? resolve(ref.slice(1)) : pointer;
}

/** The names of what is at a JSON pointer, none when there is no object. */
export function keysAt(pointer: string): string[] {
  const value = find(pointer);
  return isObject(value) ? Object.keys(value) : [];
}

/** Whether a JSON value is an object, and neither an array nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
