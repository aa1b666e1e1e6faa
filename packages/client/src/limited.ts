/**
 * Runs something that may take no longer than `ms` milliseconds, nor longer than the signal lets it.
 *
 * @param timeUp gives the value when the time is up
 * @throws the signal's reason, as it is, or what `run` threw
 */
export async function limited<Value>(
  ms: number,
  signal: AbortSignal | undefined,
  timeUp: () => Value,
  run?: () => Promise<Value>,
): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = () => {};
  signal?.throwIfAborted();
  try {
    return await new Promise<Value>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener('abort', abort);
      // Beyond 31 bits a timer would fire at once.
      timer = setTimeout(() => resolve(timeUp()), Math.min(ms, 2e9));
      run?.().then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Waits that many milliseconds. Rejects with the signal's reason when that comes first. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return limited<void>(ms, signal, () => {});
}
