import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name, stringify } from 'ajv';
import { not } from 'ajv/dist/compile/codegen/index.js';
import { closestBranch } from '../../closest-branch.ts';
import { errorCount, errors, instancePath } from './code-names.ts';

/** `anyOf`, which reports what is wrong with the closest branch. */
export const anyOf: CodeKeywordDefinition = {
  keyword: 'anyOf',
  schemaType: 'array',
  trackErrors: true,
  error: { message: '', params: ({ params }) => _`${params['reported']}` },
  code(cxt) {
    const { gen } = cxt;
    const valid = gen.let('valid', false);
    const branchValid = gen.name('_valid');
    const ends = errorCounters(cxt);
    gen.block(() => {
      for (const [index, end] of ends.entries()) {
        cxt.subschema({ keyword: 'anyOf', schemaProp: index, compositeRule: true }, branchValid);
        gen.assign(end, errorCount);
        gen.assign(valid, branchValid);
        gen.if(not(valid));
      }
    });
    gen.if(
      valid,
      () => cxt.reset(),
      () => reportNone(cxt, ends),
    );
  },
};

/** Declares one variable for each branch: the number of errors after it. */
export function errorCounters(cxt: KeywordCxt): Name[] {
  return (cxt.schema as unknown[]).map(() => cxt.gen.let('end', 0));
}

/** Generates what happens when no branch holds. */
export function reportNone(cxt: KeywordCxt, ends: Name[]): void {
  const { gen, parentSchema, schema, errsCount } = cxt;
  // Inside an if, a not or a contains: only whether there are errors counts, and they are empty objects.
  if (cxt.it.createErrors === false) return;
  const alternatives = alternativeParameters(schema as unknown[]);
  if (alternatives || parentSchema['x-message'] !== undefined) {
    cxt.reset();
    cxt.setParams({ reported: alternatives ? _`{alternatives: ${stringify(alternatives)}}` : _`{}` });
    cxt.error();
    return;
  }
  const closest = gen.scopeValue('func', { ref: closestBranch, code: _`closestBranch` });
  const list = ends.reduce<Code>((code, end) => _`${code}${end},`, _``);
  gen.assign(errors, _`${closest}(${errors}, ${errsCount}, [${list}], ${instancePath(cxt)})`);
  gen.assign(errorCount, _`${errors}.length`);
}

/** When each branch only asks for one parameter: those parameters. */
export function alternativeParameters(branches: unknown[]): string[] | undefined {
  const names = branches.map((branch) => {
    const { required, ...rest } = Object(branch) as { required?: string[] };
    return required?.length === 1 && Object.keys(rest).length === 0 ? required[0] : undefined;
  });
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}
