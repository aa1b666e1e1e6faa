import { signatureHeader, signaturePattern } from './generated/contract.ts';
import type { RefusalReason, Refused } from './received.ts';

const expected = `Expected is HMAC-SHA1 in lower-case hex: ${signaturePattern.source}`;

const explanations: Record<RefusalReason, string> = {
  'body-too-large': 'The body is larger than maxBodyBytes.',
  'signature-missing': `There is no ${signatureHeader}. Has the webhook a secret, and does each proxy pass the header on?`,
  'signature-repeated': `${signatureHeader} is there more than once. Does a proxy add it again?`,
  'signature-upper-case': `${signatureHeader} is hex in upper case. ${expected}`,
  'signature-sha256': `${signatureHeader} is as long as SHA-256 in hex. ${expected}`,
  'signature-base64': `${signatureHeader} looks like Base64. ${expected}`,
  'signature-malformed': `${signatureHeader} is no signature. ${expected}`,
  'signature-mismatch':
    `${signatureHeader} does not match the body. Either the secret is not the one of this webhook, or the body is ` +
    'not as it came: parsed and written again, decoded and encoded, or read before and now empty.',
  'body-malformed': 'The body is signed, but it is not JSON in UTF-8.',
  'body-too-deep': 'The body is signed, but it is nested deeper than maxDepth.',
  'events-invalid': 'The body is signed, but not as the contract says.',
};

/** More faults than these are counted only. */
const maxFaults = 3;

/**
 * What is wrong with a refused request and what it comes from, in words for your log. Do not answer with it. It holds
 * no value that came, but can hold names of properties that came.
 */
export function explain({ reason, invalid }: Refused): string {
  const faults = invalid.slice(0, maxFaults).map(({ index, failures: [first] }) => {
    return ` [${index}] ${first?.path} ${first?.message}.`;
  });
  const more = invalid.length - faults.length;
  return explanations[reason] + faults.join('') + (more ? ` And ${more} more.` : '');
}
