import table from '../data/outcomes.json' with { type: 'json' };
import type { MessageStatus } from '../generated/contract.ts';

/** One thing that happens to a message on a channel. `refused` leads to the next channel; `reply` is an inbound. */
export interface OutcomeStep {
  status: MessageStatus | 'refused' | 'reply';
  /** Milliseconds since the step before, or since the channel was tried. */
  afterMs: number;
  reason?: string;
  body?: string;
}

/** A row of the table: what becomes of messages to one reserved recipient. */
export interface Outcome {
  name: string;
  phoneNumber: string;
  summary: string;
  steps: OutcomeStep[];
}

/** The table of `outcomes.json`, the one place that says who gets which outcome. */
export const outcomes = table.outcomes as Outcome[];

/** The outcome of everybody who is not in the table. */
export const defaultOutcome = outcomes[0] as Outcome;

const byName = new Map(outcomes.map((outcome) => [outcome.name, outcome]));
const byPhoneNumber = new Map(outcomes.map((outcome) => [outcome.phoneNumber, outcome]));
const EMAIL = /^([a-z-]+)@sandbox\.test$/;
const ID = /^sandbox-([a-z-]+)$/;

/** The outcome that an address asks for: a reserved number, `NAME@sandbox.test`, or `sandbox-NAME`. */
export function outcomeOfAddress(address: string): Outcome | undefined {
  const name = EMAIL.exec(address)?.[1] ?? ID.exec(address)?.[1];
  if (name !== undefined) return byName.get(name);
  return byPhoneNumber.get(address.startsWith('+') ? address.slice(1) : address);
}

/**
 * The outcome that `metadata.sandbox` asks for on a channel: a name for all channels, or an object with a name
 * for each.
 */
export function outcomeOfMetadata(metadata: Record<string, unknown> | undefined, channel: string) {
  const wish = metadata?.['sandbox'];
  const name =
    typeof wish === 'object' && wish !== null && Object.hasOwn(wish, channel)
      ? (wish as Record<string, unknown>)[channel]
      : wish;
  return typeof name === 'string' ? byName.get(name) : undefined;
}

/** The documented test tokens, by token. */
export const testTokens = new Map(table.tokens.map((token) => [token.token, token]));

/** The documented API Spaces that answer with a status, by id without dashes. */
export const testSpaces = new Map(
  table.apiSpaces.map(({ apiSpaceId, status }) => [apiSpaceId.replaceAll('-', ''), status]),
);
