/**
 * Remembers which events were handled, so that one that comes twice is handled once. Share what it knows between
 * processes by keeping it in your database.
 */
export interface EventStore {
  /**
   * Calls `handle`, unless an event with this id was handled before. When `handle` rejects, it rejects as well, and
   * the event counts as not handled. While the event is being handled, a second call must not call `handle`: it
   * waits for the first and shares its outcome, or rejects, and the event comes again.
   */
  once(eventId: string, handle: () => Promise<unknown>): Promise<unknown>;
}
