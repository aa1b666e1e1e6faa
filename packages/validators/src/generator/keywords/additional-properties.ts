import { _, type CodeKeywordDefinition, type Name } from 'ajv';
import { not, or } from 'ajv/dist/compile/codegen/index.js';
import { alwaysValidSchema, Type } from 'ajv/dist/compile/util.js';
import { usePattern } from 'ajv/dist/vocabularies/code.js';
import { stopWhenEnough } from './stop-when-enough.ts';

/** `additionalProperties`, which stops when it has found enough errors. */
export const additionalProperties: CodeKeywordDefinition = {
  keyword: 'additionalProperties',
  type: 'object',
  schemaType: ['object', 'boolean'],
  trackErrors: true,
  error: { message: '', params: ({ params }) => _`{additionalProperty: ${params['additionalProperty']}}` },
  code(cxt) {
    const { gen, data, schema, parentSchema, it } = cxt;
    if (alwaysValidSchema(it, schema)) return;
    gen.forIn('key', data, (key) => {
      gen.if(not(isKnown(key)), () => {
        if (schema === false) {
          cxt.setParams({ additionalProperty: key });
          cxt.error();
        } else {
          const part = { keyword: 'additionalProperties', dataProp: key, dataPropType: Type.Str };
          cxt.subschema(part, gen.name('valid'));
        }
        stopWhenEnough(cxt);
      });
    });

    function isKnown(key: Name) {
      const names = Object.keys(parentSchema['properties'] ?? {});
      const patterns = Object.keys(parentSchema['patternProperties'] ?? {});
      return or(
        _`false`,
        ...names.map((name) => _`${key} === ${name}`),
        ...patterns.map((pattern) => _`${usePattern(cxt, pattern)}.test(${key})`),
      );
    }
  },
};
