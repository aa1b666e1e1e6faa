import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { JsonObject } from './json.ts';

const judges = new WeakMap<JsonObject, (pointer: string) => ValidateFunction>();

/** Stock Ajv on a document: the judge of what is valid, which no product of this repository takes part in. */
export function stockAjv(document: JsonObject): (pointer: string) => ValidateFunction {
  const judge = judges.get(document) ?? judgeOf(document);
  judges.set(document, judge);
  return judge;
}

function judgeOf(document: JsonObject): (pointer: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
  formats.default(ajv);
  // Its own takes `urn:uuid:` in front as well.
  ajv.addFormat('uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
  ajv.addSchema({ ...document, $id: 'contract:' });
  return (pointer) => ajv.compile({ $ref: `contract:#${encodeURI(pointer)}` });
}
