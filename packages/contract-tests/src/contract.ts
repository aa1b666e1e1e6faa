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

/** An OpenAPI document in one piece, looked into by JSON pointers such as `/components/schemas/Message`. */
export class Contract {
  readonly document: JsonObject;

  constructor(document: JsonObject) {
    this.document = document;
  }

  /** What is at a JSON pointer, or undefined. */
  find = (pointer: string): Json | undefined =>
    tokensOf(pointer).reduce<Json | undefined>(
      (value, token) => (isObject(value) || Array.isArray(value) ? (value as JsonObject)[token] : undefined),
      this.document,
    );

  /**
   * What is at a JSON pointer.
   * @throws {Error} when there is nothing.
   */
  at = (pointer: string): Json => {
    const value = this.find(pointer);
    if (value === undefined) throw new Error(`The contract has nothing at ${pointer}.`);
    return value;
  };

  /** Where the thing at a JSON pointer really is: follows `$ref`. */
  resolve = (pointer: string): string => {
    const value = this.at(pointer);
    const ref = isObject(value) ? value['$ref'] : undefined;
    return typeof ref === 'string' ? this.resolve(ref.slice(1)) : pointer;
  };

  /** The names of what is at a JSON pointer, none when there is no object. */
  keysAt = (pointer: string): string[] => {
    const value = this.find(pointer);
    return isObject(value) ? Object.keys(value) : [];
  };
}

/** The contract as the build bundled it. */
export const built = new Contract(
  JSON.parse(readFileSync(require.resolve('@enterprise-communications/spec/openapi.json'), 'utf8')),
);

export const { document: contract, at, find, resolve, keysAt } = built;

/** The folder of the hand-written contract. */
export const specFolder = dirname(require.resolve('@enterprise-communications/spec/package.json'));

/** Whether a JSON value is an object, and neither an array nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
