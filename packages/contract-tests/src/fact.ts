import type { Oracle } from './oracle.ts';

/** Something that has to hold of a contract, as a test or as one of many checks of a changed contract. */
export interface Fact {
  /** Reads as the name of a test. */
  name: string;
  /** @throws {AssertionError} when it does not hold. */
  check(oracle: Oracle): void | Promise<void>;
}
