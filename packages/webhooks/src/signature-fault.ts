import { signaturePattern } from './generated/contract.ts';
import type { RefusalReason } from './received.ts';

/** Why what is given cannot be a signature, told by the likely mistake; undefined when it can be verified. */
export function signatureFault(signature: string): RefusalReason | undefined {
  return faults.find(([pattern]) => pattern.test(signature))?.[1];
}

const faults: [RegExp, RefusalReason | undefined][] = [
  [signaturePattern, undefined],
  [/^$/, 'signature-missing'],
  [/,/, 'signature-repeated'],
  [/^[\dA-F]{40}$/i, 'signature-upper-case'],
  [/^[\da-f]{64}$/i, 'signature-sha256'],
  [/^[\w+/-]{27}=?$/, 'signature-base64'],
  [/^/, 'signature-malformed'],
];
