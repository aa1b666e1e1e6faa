import fc from 'fast-check';
import { isObject, type Json, type JsonObject } from './json.ts';

const others: Json[] = [null, true, 7, -1.5, '', 'x', [], ['sms'], {}, { x: 1 }];

/**
 * The value itself and its structural mutants, each with one change at one place: another value, a property or an item
 * less or more, a property of another name, a text or a number that is slightly or much different.
 */
export function* mutationsOf(value: Json): Generator<Json> {
  yield value;
  for (const { path, here } of placesIn(value)) {
    for (const mutant of mutationsAt(here)) yield replaced(value, path, mutant);
  }
}

/** The values of an arbitrary, each with one change at one place. A mutant can still be valid. */
export function mutated(values: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.tuple(values, fc.nat(), fc.nat()).map(([value, which, how]) => {
    const places = [...placesIn(value)];
    const { path, here } = places[which % places.length] as Place;
    const mutants = mutationsAt(here);
    return replaced(value, path, mutants[how % mutants.length] as Json);
  });
}

interface Place {
  path: (string | number)[];
  here: Json;
}

function* placesIn(here: Json, path: Place['path'] = []): Generator<Place> {
  yield { path, here };
  if (Array.isArray(here))
    for (const [index, item] of here.entries()) yield* placesIn(item, [...path, index]);
  else if (isObject(here))
    for (const [name, inner] of Object.entries(here)) yield* placesIn(inner, [...path, name]);
}

function mutationsAt(here: Json): Json[] {
  return [...others, [here], { nested: here }, ...changesOf(here)];
}

function changesOf(here: Json): Json[] {
  if (typeof here === 'string')
    return [
      ...[`${here} `, `${here}\n`, `+${here}`, here.toUpperCase(), here.slice(1), here.repeat(30)],
      // One more of what is there, or one less, is on the other side of a limit of length.
      ...[here + here.slice(-1), here.slice(0, -1)],
    ];
  if (typeof here === 'number') return [-here, here + 0.5, here * 1e9, here + 1, here - 1];
  if (Array.isArray(here)) return here.length > 0 ? [here.slice(1), [...here, here[0] as Json]] : [];
  if (!isObject(here)) return [];
  return [
    { ...here, unknownField: 1 },
    ...Object.entries(here).flatMap(([name, inner]): JsonObject[] => {
      const { [name]: _, ...rest } = here;
      return [rest, { ...rest, [`${name}X`]: inner }];
    }),
  ];
}

function replaced(value: Json, [token, ...rest]: Place['path'], mutant: Json): Json {
  if (token === undefined) return mutant;
  if (Array.isArray(value))
    return value.with(Number(token), replaced(value[Number(token)] as Json, rest, mutant));
  const object = value as JsonObject;
  return { ...object, [token]: replaced(object[token] as Json, rest, mutant) };
}
