import { isObject, type Json, type JsonObject } from '../contract.ts';

/** A copy of a value in which what is at a place was replaced by what `change` makes of it; undefined removes it. */
export function edit(
  value: Json,
  place: string[],
  change: (inside: Json) => Json | undefined,
): Json | undefined {
  const [token, ...rest] = place;
  if (token === undefined) return change(structuredClone(value));
  const inside = (value as JsonObject)[token] as Json;
  const changed = edit(inside, rest, change);
  if (Array.isArray(value)) {
    const index = Number(token);
    return changed === undefined ? value.toSpliced(index, 1) : value.with(index, changed);
  }
  if (changed === undefined) {
    const { [token]: _, ...others } = value as JsonObject;
    return others;
  }
  return { ...(value as JsonObject), [token]: changed };
}

/** A copy of an object in which one key has another name, in the same position. */
export function rename(value: Json, from: string, to: string): JsonObject {
  if (!isObject(value)) throw new Error(`There is no object with ${from}.`);
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key === from ? to : key, inside]));
}
