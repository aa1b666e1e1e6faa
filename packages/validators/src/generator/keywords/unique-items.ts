import { _, type CodeKeywordDefinition } from 'ajv';
import { hasDuplicate } from '../../has-duplicate.ts';

/** `uniqueItems` in linear time. */
export const uniqueItems: CodeKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  code(cxt) {
    if (!cxt.schema) return;
    const check = cxt.gen.scopeValue('func', { ref: hasDuplicate, code: _`hasDuplicate` });
    cxt.fail(_`${check}(${cxt.data})`);
  },
};
