import '@hyperjump/json-schema/formats';
import { DETAILED, type EvaluationPlugin } from '@hyperjump/json-schema/experimental';
import {
  type OutputUnit,
  registerSchema,
  setShouldValidateFormat,
  type Validator,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';
import { contract, type Json, type JsonObject } from './contract.ts';

/** The library's own name for a JSON value. */
type Value = Parameters<Validator>[0];
type Schema = Parameters<typeof registerSchema>[0];

// Any address will do; nothing is fetched.
const address = 'https://contract.test/openapi';
const openApi31 = 'https://spec.openapis.org/oas/3.1/schema-base';

// Without this a `format` is a remark and refuses nothing.
setShouldValidateFormat(true);
registerSchema(contract as Schema, address, openApi31);

/** Something that a keyword of a schema refuses. */
export interface Finding {
  keyword: string;
  /** JSON pointer to the keyword in the contract. */
  schema: string;
  /** JSON pointer to what is refused in the value. */
  instance: string;
  /** Why, where the keyword applies other schemas. */
  inner: Finding[];
}

export interface Verdict {
  valid: boolean;
  /** Empty when the value is valid. */
  findings: Finding[];
  /** JSON pointers to all schemas of the contract that the value, or something in it, was held against and fits. */
  fits: Set<string>;
}

const validators = new Map<string, Promise<Validator>>();

/**
 * Judges a value by a schema of the contract, formats included. It uses another JSON Schema implementation than the
 * products do, so that a fault of theirs does not hide here too.
 * @param schema JSON pointer to the schema, such as `/components/schemas/Message`.
 * @throws {Error} when there is no schema there, or the contract is not a valid OpenAPI 3.1 document.
 */
export async function judge(schema: string, value: Json): Promise<Verdict> {
  const validator = validators.get(schema) ?? validate(`${address}#${encodeURI(schema)}`);
  validators.set(schema, validator);
  const fits = new Set<string>();
  const witness: EvaluationPlugin = {
    afterSchema(url, _instance, _context, valid) {
      if (valid) fits.add(pointerIn(url));
    },
  };
  const output = (await validator)(value as Value, { outputFormat: DETAILED, plugins: [witness] });
  return { valid: output.valid, findings: output.valid ? [] : (output.errors ?? []).map(toFinding), fits };
}

/**
 * Whether values fit a schema of the contract: what `judge` says, faster, and without the reasons.
 * @param schema JSON pointer to the schema.
 */
export async function fitting(schema: string): Promise<(value: Json) => boolean> {
  const validator = await validate(`${address}#${encodeURI(schema)}`);
  return (value) => validator(value as Value).valid;
}

/** Whether a document is one by the official schema of OpenAPI 3.1. */
export async function isOpenApi(document: JsonObject): Promise<boolean> {
  return (await validate(openApi31, document as Value)).valid;
}

function toFinding(unit: OutputUnit): Finding {
  const schema = pointerIn(unit.absoluteKeywordLocation);
  return {
    keyword: schema.slice(schema.lastIndexOf('/') + 1),
    schema,
    instance: pointerIn(unit.instanceLocation),
    inner: (unit.errors ?? []).map(toFinding),
  };
}

function pointerIn(url: string): string {
  return decodeURIComponent(url.slice(url.indexOf('#') + 1));
}
