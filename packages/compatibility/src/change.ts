/** How much a change asks of those who use the API. `judge`: no rule can tell, a person has to. */
export type Level = 'breaking' | 'judge' | 'compatible';

/** One change between two contracts, with what it means and for whom. */
export interface Change {
  level: Level;
  /** The rule that rates it, for example `property-removed`. */
  fact: string;
  /** The operations (`sendMessage`) and events (`message.sent`) that the change touches. */
  where: string[];
  /** Where the contract says it: a JSON Pointer into the newer contract, or into the older one when it is gone. */
  location: string;
  /** Who notices, in words. */
  forWhom: string;
  /** What changed, one sentence in Markdown. */
  what: string;
  /** What to do instead, or what to look at. Empty when there is nothing to do. */
  advice: string;
}

/** The worst first. */
export const levels: readonly Level[] = ['breaking', 'judge', 'compatible'];
