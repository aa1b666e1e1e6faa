/** A mistake of the person at the keyboard: its message alone says what is wrong, where, and how to mend it. */
export class UserError extends Error {
  /** @override */
  name = 'UserError';
}
