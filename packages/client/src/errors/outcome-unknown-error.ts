import { ApiError, type ErrorDetails } from './api-error.ts';

/**
 * A send left, and nobody can say whether it was accepted: the connection broke, the time was up, the API failed, or
 * its answer cannot be read. `cause` is the error that says which.
 *
 * **Do not repeat it blindly**: the API has no idempotency key, so the person may get the message twice. Find out:
 * every event on your webhook carries the `metadata` that you sent; `messages.get` reads a message whose id you have.
 */
export class OutcomeUnknownError extends ApiError {
  override readonly name = 'OutcomeUnknownError';

  constructor(details: ErrorDetails) {
    super(
      'may have been accepted. Repeated, it may come twice. See its `metadata` in webhooks, or messages.get.',
      details,
    );
  }
}
