import type { Failure } from './failure.ts';
import { toFailures } from './failures.ts';
import type { Check, RawError } from './raw-error.ts';

/** The outcome of `validate`: the value with its type, or what is wrong with it. */
export type Result<T> = { valid: true; value: T } | { valid: false; failures: Failure[] };

/** Checks that a value, as `JSON.parse` gives it, is a `T`. Neither method throws, and neither changes the value. */
export interface Validator<T> {
  /** Whether the value is a `T`. */
  is(value: unknown): value is T;
  /** The typed value, or all that is wrong with it: at least one failure and at most `maxFailures`. */
  validate(value: unknown): Result<T>;
}

/** Makes a validator of a compiled schema. */
export function validator<T>(check: Check): Validator<T> {
  return {
    is: (value): value is T => run(check, value) === null,
    validate(value) {
      const errors = run(check, value);
      if (errors === null) return { valid: true, value: value as T };
      return { valid: false, failures: toFailures(errors, value) };
    },
  };
}

function run(check: Check, value: unknown): RawError[] | null {
  try {
    if (check(value)) return null;
    const errors = check.errors ?? [];
    // The compiled function would hold on to them until its next call.
    check.errors = null;
    return errors;
  } catch (error) {
    // The engine ran out of stack: in a regular expression on megabytes of text, or in very deep data.
    if (error instanceof RangeError) return [{ instancePath: '', keyword: 'size', params: {} }];
    throw error;
  }
}
