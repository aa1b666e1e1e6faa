import { _, type KeywordCxt } from 'ajv';
import { maxFailures } from '../../failures.ts';
import { errorCount } from './code-names.ts';

/**
 * Ends the loop that the generated code stands in, once the keyword has found as many errors as are ever
 * reported. Without it, an array of millions of wrong items would make millions of errors.
 *
 * The keyword must be defined with `trackErrors`. It counts its own errors only: those of an earlier branch of
 * an `anyOf` must not make it skip items.
 */
export function stopWhenEnough({ gen, errsCount }: KeywordCxt): void {
  gen.if(_`${errorCount} - ${errsCount} >= ${maxFailures}`, () => gen.break());
}
