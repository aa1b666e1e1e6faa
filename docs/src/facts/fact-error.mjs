/** A reference that names no fact. Its message is one line, and says how to mend it. */
export class FactError extends Error {
  /** @override */
  name = 'FactError';
}
