import '@hyperjump/json-schema/formats';
import { DETAILED, type EvaluationPlugin } from '@hyperjump/json-schema/experimental';
import {
  type OutputUnit,
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  type Validator,
  validate,
} from '@hyperjump/json-schema/openapi-3-1';
import { built, type Contract, type Json, type JsonObject } from './contract.ts';
import { type Operations, readOperations } from './operations.ts';

/** The library's own name for a JSON value. */
type Value = Parameters<Validator>[0];
type Schema = Parameters<typeof registerSchema>[0];

const openApi31 = 'https://spec.openapis.org/oas/3.1/schema-base';

// Without this a `format` is a remark and refuses nothing.
setShouldValidateFormat(true);

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
  /**
   * All schemas of the contract that the value, or something in it, was held against and fits: JSON pointers to them,
   * with JSON pointers to what fits.
   */
  fits: Map<string, string[]>;
}

let contracts = 0;

/** Judges values by the schemas of one contract, formats included. */
export class Oracle {
  // Any address will do; nothing is fetched.
  readonly #address = `https://contract.test/openapi/${contracts++}`;
  readonly #validators = new Map<string, Promise<Validator>>();

  readonly contract: Contract;
  readonly calls: Operations;

  constructor(contract: Contract) {
    this.contract = contract;
    this.calls = readOperations(contract);
    // The library writes into what it is given.
    registerSchema(structuredClone(contract.document) as Schema, this.#address, openApi31);
  }

  /**
   * Judges a value by a schema of the contract. It uses another JSON Schema implementation than the products do, so
   * that a fault of theirs does not hide here too.
   * @param schema JSON pointer to the schema, such as `/components/schemas/Message`.
   * @throws {Error} when there is no schema there, or the contract is not a valid OpenAPI 3.1 document.
   */
  judge = async (schema: string, value: Json): Promise<Verdict> => {
    const fits = new Map<string, string[]>();
    const witness: EvaluationPlugin = {
      afterSchema(url, { pointer }, _context, valid) {
        if (!valid) return;
        const schema = pointerIn(url);
        const instances = fits.get(schema) ?? [];
        instances.push(pointer);
        fits.set(schema, instances);
      },
    };
    const output = (await this.validator(schema))(value as Value, {
      outputFormat: DETAILED,
      plugins: [witness],
    });
    return { valid: output.valid, findings: output.valid ? [] : (output.errors ?? []).map(toFinding), fits };
  };

  /** The library's validator of a schema. */
  validator(schema: string): Promise<Validator> {
    const validator = this.#validators.get(schema) ?? validate(`${this.#address}#${encodeURI(schema)}`);
    this.#validators.set(schema, validator);
    return validator;
  }

  [Symbol.dispose](): void {
    unregisterSchema(this.#address);
  }
}

export const oracle = new Oracle(built);
export const { judge } = oracle;

/**
 * Whether values fit a schema of the contract: what `judge` says, faster, and without the reasons.
 * @param schema JSON pointer to the schema.
 */
export async function fitting(schema: string): Promise<(value: Json) => boolean> {
  const validator = await oracle.validator(schema);
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
