import type { ErrorObject, ValidateFunction } from 'ajv';
import { tokensOf } from './contract.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

// Each round mends one fault, and can lead to another.
const ROUNDS = 12;

/**
 * Makes a value valid that is so but for conditions: takes out what must not be there, and puts in what is missing.
 * @param full a value of the same schema that has every property.
 * @returns undefined when that does not help.
 */
export function mend(value: Json, full: Json, validate: ValidateFunction): Json | undefined {
  let mended: Json | undefined = value;
  for (let round = 0; round < ROUNDS && mended !== undefined; round++) {
    if (validate(mended)) return mended;
    mended = mendFirst(mended, full, validate.errors ?? []);
  }
  return undefined;
}

function mendFirst(value: Json, full: Json, errors: ErrorObject[]): Json | undefined {
  for (const { keyword, instancePath, params } of errors) {
    const path = tokensOf(instancePath);
    if (keyword === 'required') {
      const [missing] = [String(params['missingProperty'])];
      const found = get(full, [...path, missing]);
      if (found !== undefined) return put(value, [...path, missing], found);
    } else if (keyword === 'minProperties') {
      const found = get(full, path);
      if (isObject(found) && Object.keys(found).length > 0) return put(value, path, found);
    } else if (keyword === 'additionalProperties') {
      return put(value, [...path, String(params['additionalProperty'])], undefined);
    } else if (!['if', 'anyOf', 'oneOf'].includes(keyword) && path.length > 0) {
      return put(value, path, undefined);
    }
  }
  return undefined;
}

function get(value: Json | undefined, path: string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (inside, token) =>
      (isObject(inside) || Array.isArray(inside)) && Object.hasOwn(inside, token)
        ? (inside as JsonObject)[token]
        : undefined,
    value,
  );
}

/** The value with another one at a path; with nothing there when it is undefined. */
function put(value: Json, [token, ...rest]: string[], put_: Json | undefined): Json {
  if (token === undefined) return put_ as Json;
  const inner = rest.length > 0 ? put(get(value, [token]) as Json, rest, put_) : put_;
  if (Array.isArray(value)) {
    return inner === undefined ? value.toSpliced(Number(token), 1) : value.with(Number(token), inner);
  }
  const { [token]: _, ...others } = value as JsonObject;
  return inner === undefined ? others : { ...others, [token]: inner };
}
