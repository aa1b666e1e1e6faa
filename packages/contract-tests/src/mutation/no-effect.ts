import type { Mutation } from './mutation.ts';

/** Changes that no check can notice, because they change nothing for anybody. */
export const withoutEffect: { kind: RegExp; place: RegExp; reason: string }[] = [
  {
    kind: /^example field (removed|renamed)$/,
    place: /^spec\/examples\/(requests|responses|events)\//,
    reason:
      'The example still fits, names nothing unknown, differs from the others, and another example shows what it lost.',
  },
  {
    kind: /^(required|type) dropped$/,
    place: /\/events\/\w+Event\.yaml \/(required loses (name|payload)|type is dropped)$/,
    reason: 'EventEnvelope, which each event contains, says the same. It is repeated for the reader.',
  },
  {
    kind: /^type dropped$/,
    place:
      /\/events\/(MessageStatusPayload|InboundMessage|InteractionClickPayload|Profile|DeletedProfile|RestoredProfile|FacebookOptin)\.yaml \/type is dropped$/,
    reason: 'It is the payload of an event, and EventEnvelope says that a payload is an object.',
  },
  {
    kind: /^required gained$/,
    place: /\/events\/UnknownEvent\.yaml \/ requires name$/,
    reason: 'EventEnvelope, which it contains, requires the name already.',
  },
  {
    kind: /^limit (loosened|dropped)$/,
    place: /\/ReachableRecipient\.yaml \/allOf\/\d\/if\/properties\/rules\/minItems /,
    reason: 'A request without a rule is refused by the request itself, whatever this condition says.',
  },
  {
    kind: /^limit (loosened|dropped)$/,
    place: /\/ReachableRecipient\.yaml \/allOf\/[12]\/if\/properties\/rules\/maxItems /,
    reason: 'The condition is about one channel, and a request names no channel twice.',
  },
];

/** Why a mutation changes nothing for anybody, or undefined. */
export function whyWithoutEffect({ kind, file, what }: Mutation): string | undefined {
  return withoutEffect.find((one) => one.kind.test(kind) && one.place.test(`${file} ${what}`))?.reason;
}
