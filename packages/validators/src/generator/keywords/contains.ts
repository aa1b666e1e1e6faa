import { _, type CodeKeywordDefinition } from 'ajv';
import { or } from 'ajv/dist/compile/codegen/index.js';
import { Type } from 'ajv/dist/compile/util.js';

/** `contains`, with one error for the array and none for the items that do not fit. */
export const contains: CodeKeywordDefinition = {
  keyword: 'contains',
  type: 'array',
  schemaType: ['object', 'boolean'],
  trackErrors: true,
  error: {
    message: '',
    params: ({ params: { min, max } }) =>
      max === undefined ? _`{minContains: ${min}}` : _`{minContains: ${min}, maxContains: ${max}}`,
  },
  code(cxt) {
    const { gen, data, parentSchema } = cxt;
    const min = (parentSchema['minContains'] as number | undefined) ?? 1;
    const max = parentSchema['maxContains'] as number | undefined;
    const count = gen.let('count', 0);
    const fits = gen.name('_valid');
    gen.forRange('i', 0, _`${data}.length`, (index) => {
      const part = { keyword: 'contains', dataProp: index, dataPropType: Type.Num };
      cxt.subschema({ ...part, compositeRule: true, createErrors: false, allErrors: false }, fits);
      gen.if(fits, () => gen.code(_`${count}++`));
      cxt.reset();
    });
    cxt.setParams({ min, max });
    cxt.fail(max === undefined ? _`${count} < ${min}` : or(_`${count} < ${min}`, _`${count} > ${max}`));
  },
};
