/**
 * Why the mock cannot start: an unusable description, or an address that cannot be listened on.
 * The message is one line, ready to be shown to a person.
 */
export class MockError extends Error {
  override readonly name = 'MockError';
}
