import type { Failure } from './failure.ts';
import { failureMessage } from './failure-message.ts';
import { failurePath } from './failure-path.ts';
import type { RawError } from './raw-error.ts';

/** `validate` returns at most this many failures. */
export const maxFailures = 100;

/**
 * Keywords that say the same of one parameter. When several fail, the first one listed is reported: a number
 * where one of two words is expected is one fault, although it breaks both `type` and `enum`.
 */
const sameFault = [
  ['required', 'dependentRequired', 'anyOf', 'oneOf'],
  ['const', 'enum', 'discriminator', 'type', 'minLength', 'maxLength', 'format', 'pattern'],
];

/**
 * Turns the errors of a compiled schema into failures: in the same order, one for each fault, at most
 * `maxFailures`.
 *
 * @param errors what the compiled schema reported
 * @param value the value that was checked; only its shape is read
 */
export function toFailures(errors: RawError[], value: unknown): Failure[] {
  const byFault = new Map<string, { failure: Failure; rank: number }>();
  for (const error of errors) {
    // Another error says that the name itself is not allowed.
    if (error.propertyName !== undefined) continue;
    const { keyword } = error;
    const path = failurePath(error, value);
    const family = sameFault.findIndex((keywords) => keywords.includes(keyword));
    const rank = sameFault[family]?.indexOf(keyword) ?? 0;
    const fault = `${family < 0 ? keyword : family} ${path}`;
    const known = byFault.get(fault);
    if (known && known.rank <= rank) continue;
    if (!known && byFault.size === maxFailures) continue;
    byFault.set(fault, { failure: { path, keyword, message: failureMessage(error) }, rank });
  }
  return [...byFault.values()].map(({ failure }) => failure);
}
