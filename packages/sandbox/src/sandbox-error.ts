/**
 * Why the sandbox cannot start or cannot do what it was asked. The message is one line, ready to be shown to a
 * person.
 */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}
