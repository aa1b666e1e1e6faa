import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../contract.ts';

/** The sorts of facts that the contract states. */
export const kinds = [
  'operation', // `sendMessage` is `POST /apispaces/{apiSpaceId}/messages`
  'webhook', // `receiveMessageSent` is `POST message.sent`
  'parameter', // `getMessage messageId` is `path required`
  'status', // `sendMessage 201` has `a body`
  'reply', // `receiveMessageSent 400` has `no body`
  'schema', // `sendMessage 201` is of `Message`
  'header', // `sendMessage 429 Retry-After` is `there`
  'property', // `Message.sentOn` is `required`
  'values', // `ShortenLinks` is `marked, off, on`
  'constraint', // `/components/schemas/Rules/type` does `refuse`
  'limit', // `SendMessageBatchRequest maxItems` is 5000
  'condition', // `an MMS of two texts` is `refused`
  'request', // `sendMessage sms` is the example
  'answer', // `sendMessage 201 accepted-sent` is the example
  'event', // `receiveMessageSent event-message-sent` is the example
  'refusal', // `sms-sender-too-short` is `channelOptions.sms.from`
  'leaf', // `/components/schemas/Rules/type` is `array`
] as const;
export type Kind = (typeof kinds)[number];

/** What somebody says of the contract. A kind that is not there is one that they say nothing about. */
export type Facts = Partial<Record<Kind, Record<string, Json>>>;

/** Something that is made from the contract, and what it says. */
export interface Artifact {
  name: string;
  facts: Facts;
  /** Kinds of which it says only some: what it says has to be so. Of the other kinds it has to say all. */
  partly?: Kind[];
  /** Facts that it cannot state, and why; a fact that it states after all must not be here. */
  without?: Record<string, string>;
}

/** Where an artifact says something else than the contract, a line each: it names the artifact and the fact. */
export function disagreements({ name, facts, partly = [], without = {} }: Artifact, truth: Facts): string[] {
  const found: string[] = [];
  for (const kind of kinds) {
    const said = facts[kind];
    if (said === undefined) continue;
    const right = truth[kind] ?? {};
    for (const fact of new Set([...Object.keys(right), ...Object.keys(said)])) {
      const excused = `${kind} ${fact}` in without;
      const line = (what: string) => found.push(`${name}: ${kind} ${fact}: ${what}`);
      if (!(fact in right)) line(`it says ${told(said[fact])}, and the contract says nothing`);
      else if (fact in said && excused)
        line('it states this after all; take it from the list of what it cannot');
      else if (fact in said) {
        if (!isDeepStrictEqual(said[fact], right[fact]))
          line(`it says ${told(said[fact])}, and the contract says ${told(right[fact])}`);
      } else if (!partly.includes(kind) && !excused)
        line(`it says nothing, and the contract says ${told(right[fact])}`);
    }
  }
  return found;
}

function told(value: Json | undefined): string {
  return JSON.stringify(value) ?? 'nothing';
}
