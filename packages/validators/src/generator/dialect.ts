import { _, type CodeKeywordDefinition, type KeywordErrorDefinition, stringify } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { formats } from './formats.ts';
import { additionalProperties } from './keywords/additional-properties.ts';
import { anyOf } from './keywords/any-of.ts';
import { contains } from './keywords/contains.ts';
import { silentIf } from './keywords/if.ts';
import { items } from './keywords/items.ts';
import { oneOf } from './keywords/one-of.ts';
import { uniqueItems } from './keywords/unique-items.ts';
import { withMessage } from './keywords/x-message.ts';

/** Written out in the errors. Ajv would refer to the schema, and so pull all of it into the compiled code. */
const choices: Record<string, KeywordErrorDefinition> = {
  const: { message: '', params: ({ schema }) => _`{allowedValue: ${stringify(schema)}}` },
  enum: { message: '', params: ({ schema }) => _`{allowedValues: ${stringify(schema)}}` },
};

/**
 * An Ajv that compiles schemas to source text, with errors that can be told to a partner: bounded in number,
 * about the closest branch, and in the words of `x-message`.
 */
export function dialect(): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    // The words are put together at run time, from the keyword and its parameters.
    messages: false,
    strict: true,
    // A condition may speak of a property without saying again what type it has.
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    discriminator: true,
    // A component that is used often becomes one function; only the smallest are written out at each use.
    inlineRefs: 5,
    // The keywords below could not compile the meta-schema; it is applied beforehand.
    meta: false,
    validateSchema: false,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
  });
  // Support for unevaluated… and $dynamicRef costs code in every function, and specs may not use them.
  ajv.opts.unevaluated = false;
  ajv.opts.dynamicRef = false;
  for (const [name, format] of formats) ajv.addFormat(name, format);
  ajv.addKeyword({ keyword: 'x-message', schemaType: 'string' });
  const conditional = silentIf(ajv.getKeyword('if') as CodeKeywordDefinition);
  for (const definition of [additionalProperties, anyOf, conditional, contains, items, oneOf, uniqueItems]) {
    ajv.removeKeyword(definition.keyword as string).addKeyword(definition);
  }
  for (const [keyword, rule] of Object.entries(ajv.RULES.all)) {
    if (typeof rule !== 'object') continue;
    const error = choices[keyword] ?? rule.definition.error;
    // Each Ajv has its own copy of a definition, so this changes no other.
    if (error) rule.definition.error = withMessage(error);
  }
  return ajv;
}
