import { _, type CodeKeywordDefinition, stringify } from 'ajv';
import { alternativeParameters, errorCounters, reportNone } from './any-of.ts';
import { errorCount } from './code-names.ts';

/** `oneOf`, which reports what is wrong with the closest branch, or which branches hold at the same time. */
export const oneOf: CodeKeywordDefinition = {
  keyword: 'oneOf',
  schemaType: 'array',
  trackErrors: true,
  error: { message: '', params: ({ params }) => _`${params['reported']}` },
  code(cxt) {
    const { gen, parentSchema } = cxt;
    // The discriminator keyword then picks the one branch to try.
    if (parentSchema['discriminator']) return;
    const first = gen.let('first', -1);
    const second = gen.let('second', -1);
    const branchValid = gen.name('_valid');
    const ends = errorCounters(cxt);
    for (const [index, end] of ends.entries()) {
      cxt.subschema({ keyword: 'oneOf', schemaProp: index, compositeRule: true }, branchValid);
      gen.assign(end, errorCount);
      gen.if(branchValid, () => {
        gen.if(
          _`${first} < 0`,
          () => gen.assign(first, index),
          () => gen.assign(second, index),
        );
      });
    }
    gen.if(
      _`${first} < 0`,
      () => reportNone(cxt, ends),
      () => {
        cxt.reset();
        const alternatives = alternativeParameters(cxt.schema as unknown[]);
        const names = alternatives ? _`alternatives: ${stringify(alternatives)}, ` : _``;
        cxt.setParams({ reported: _`{${names}first: ${first}, second: ${second}}` });
        gen.if(_`${second} >= 0`, () => cxt.error());
      },
    );
  },
};
