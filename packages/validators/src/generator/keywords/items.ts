import { _, type CodeKeywordDefinition } from 'ajv';
import { alwaysValidSchema, Type } from 'ajv/dist/compile/util.js';
import { stopWhenEnough } from './stop-when-enough.ts';

/** `items`, which stops when it has found enough errors. */
export const items: CodeKeywordDefinition = {
  keyword: 'items',
  type: 'array',
  schemaType: ['object', 'boolean'],
  trackErrors: true,
  code(cxt) {
    const { gen, data, schema, parentSchema, it } = cxt;
    if (alwaysValidSchema(it, schema)) return;
    const first = (parentSchema['prefixItems'] as unknown[] | undefined)?.length ?? 0;
    gen.forRange('i', first, _`${data}.length`, (index) => {
      cxt.subschema({ keyword: 'items', dataProp: index, dataPropType: Type.Num }, gen.name('valid'));
      stopWhenEnough(cxt);
    });
  },
};
