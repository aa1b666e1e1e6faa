import fc from 'fast-check';
import { arbitrary } from './arbitrary.ts';
import { contract } from './contract.ts';
import type { Json, JsonObject } from './json.ts';
import { mend } from './mend.ts';
import { stockAjv } from './stock-ajv.ts';

export interface ValuesOptions {
  /** Values for certain schemas, by JSON pointer, in place of those that would be made. */
  overrides?: Record<string, fc.Arbitrary<Json>>;
  /** Valid values that are hard to find by chance, such as the examples. Now and then one is given as it is. */
  examples?: Json[];
  /** @default the contract */
  document?: JsonObject;
}

// So many values lend what others lack. A fixed seed: the same run gives the same values.
const FULL_VALUES = { numRuns: 5, seed: 1 };

/**
 * Values that a schema of the contract takes, as JSON has them: made by its keywords, then mended until stock Ajv takes
 * them.
 * @param pointer JSON pointer to the schema, such as `/components/schemas/Message`.
 * @throws {Error} when a schema has a keyword, type or format that is not known here.
 */
export function valuesOf(
  pointer: string,
  { overrides = {}, examples = [], document = contract }: ValuesOptions = {},
): fc.Arbitrary<Json> {
  const validate = stockAjv(document)(pointer);
  const full = fc.sample(arbitrary({ document, overrides, full: true }, [pointer]), FULL_VALUES).map(asJson);
  const made = fc
    .tuple(arbitrary({ document, overrides, full: false }, [pointer]), fc.constantFrom(...full))
    .map(([value, lender]) => mend(asJson(value), lender, validate))
    .filter((value) => value !== undefined);
  if (examples.length === 0) return made;
  return fc.oneof({ weight: 9, arbitrary: made }, { weight: 1, arbitrary: fc.constantFrom(...examples) });
}

function asJson(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}
