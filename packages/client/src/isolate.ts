import type { ValidationFailure } from '@enterprise-communications/types';

/** Why a batch was refused as a whole. Nothing of it was accepted. */
export interface Refusal {
  failures: readonly ValidationFailure[];
  cause: unknown;
}

/**
 * Sends a batch so that its bad items do not keep the good ones back. Items that the refusal names by their index are
 * taken out, and the rest is sent again; when it names none, or the rest is refused too, halves are sent, down to the
 * single items. A batch that was refused was not accepted in any part, so no item is ever sent twice.
 *
 * @param send gives a refusal, or nothing when each of these items has its outcome
 * @param reject is called for each item that was found bad, with its own failures
 */
export async function isolate<Item>(
  batch: readonly Item[],
  send: (batch: readonly Item[]) => Promise<Refusal | undefined>,
  reject: (item: Item, failures: ValidationFailure[], cause: unknown) => void,
  thinned = false,
): Promise<void> {
  if (batch.length === 0) return;
  const refusal = await send(batch);
  if (!refusal) return;
  const named = failuresByIndex(refusal.failures, batch.length);
  for (const [index, failures] of named) reject(batch[index] as Item, failures, refusal.cause);
  const rest = batch.filter((_, index) => !named.has(index));
  if (named.size === 0 && batch.length === 1)
    return reject(batch[0] as Item, [...refusal.failures], refusal.cause);
  // Once only: an API that names one item at a time would have the whole batch sent again for each.
  if (named.size > 0 && !thinned) return isolate(rest, send, reject, true);
  const middle = Math.ceil(rest.length / 2);
  await isolate(rest.slice(0, middle), send, reject, thinned);
  await isolate(rest.slice(middle), send, reject, thinned);
}

/** `[17].rules` is a failure of item 17, at its `rules`. */
function failuresByIndex(failures: readonly ValidationFailure[], length: number) {
  const named = new Map<number, ValidationFailure[]>();
  for (const failure of failures) {
    const [, digits, paramName = ''] = /^\[(\d+)\]\.?(.*)$/s.exec(String(failure?.paramName)) ?? [];
    const index = Number(digits);
    if (index < length) named.set(index, [...(named.get(index) ?? []), { ...failure, paramName }]);
  }
  return named;
}
