import codes from '../data/calling-codes.json' with { type: 'json' };

const byCode = new Map(Object.entries(codes));

/** The country of a phone number in international format (ISO 3166-1, two letters), where it is known here. */
export function countryCode(phoneNumber: string): string | undefined {
  const digits = phoneNumber.replace(/^\+/, '');
  return byCode.get(digits.slice(0, 3)) ?? byCode.get(digits.slice(0, 2)) ?? byCode.get(digits.slice(0, 1));
}
