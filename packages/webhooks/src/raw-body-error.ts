/**
 * What was given is not the raw body: your set-up reads or parses it first. No sender can cause that, so it is
 * thrown.
 */
export class RawBodyError extends TypeError {
  override readonly name = 'RawBodyError';

  /** @param given what there is in place of the raw body; never its content */
  constructor(given: string) {
    super(`No raw body but ${given}: did express.json() run?`);
  }
}
