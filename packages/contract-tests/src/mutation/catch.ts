/** What noticed a mutation. */
export interface Catch {
  /** The check, such as `examples` or `lint`. */
  check: string;
  /** The first line of what it said. */
  said: string;
}
