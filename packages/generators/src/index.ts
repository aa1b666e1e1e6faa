export { contract } from './contract.ts';
export { type FuzzSettings, fuzz } from './fuzz.ts';
export type { Json, JsonObject } from './json.ts';
export { mutated, mutationsOf } from './mutations.ts';
export { stockAjv } from './stock-ajv.ts';
export { type ValuesOptions, valuesOf } from './values.ts';
