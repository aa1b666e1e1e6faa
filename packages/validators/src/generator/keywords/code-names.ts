import { _, type Code, type KeywordCxt, Name } from 'ajv';

/** Variables of every function that Ajv generates: the errors so far, and how many. */
export const errors = new Name('vErrors');
export const errorCount = new Name('errors');

/** An expression for the pointer to the value that the keyword is applied to. */
export function instancePath(cxt: KeywordCxt): Code {
  return _`${new Name('instancePath')} + ${cxt.it.errorPath}`;
}
