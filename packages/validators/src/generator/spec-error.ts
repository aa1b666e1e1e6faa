/** A fault in the OpenAPI description, told in one line: where it is, what is wrong, and how to mend it. */
export class SpecError extends Error {
  override name = 'SpecError';
}
