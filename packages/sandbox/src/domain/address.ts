/** Which field of `to`, or of the profile, a channel needs. Custom channels name a field of their own. */
// A map: a custom channel may be called `constructor`.
const FIELDS = new Map(
  Object.entries({
    sms: 'phoneNumber',
    mms: 'phoneNumber',
    whatsApp: 'phoneNumber',
    rcs: 'phoneNumber',
    fbMessenger: 'fbMessengerId',
    nativePush: 'profileId',
    appMessaging: 'profileId',
    email: 'email',
    twitterDm: 'twitterId',
  }),
);

/** The field that holds a channel's address; for a custom channel the profile id stands in. */
export function addressField(channel: string): string {
  return FIELDS.get(channel) ?? 'profileId';
}

/**
 * Where a channel reaches a person, by what the send gives and what the profile holds.
 *
 * @returns undefined when the channel cannot reach the person
 */
export function addressFor(
  channel: string,
  to: Record<string, string>,
  profile: Record<string, unknown> | undefined,
): string | undefined {
  const field = addressField(channel);
  if (to[field] !== undefined) return to[field];
  const known = profile?.[field];
  if (typeof known === 'string') return known;
  // A custom channel picks its field by name, and that name is set up in the portal.
  return FIELDS.has(channel) ? undefined : Object.values(to)[0];
}
