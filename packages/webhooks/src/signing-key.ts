import { bytesOf } from './raw-body.ts';
import { SecretError } from './secret-error.ts';

/** The secret of a webhook: its text as the portal shows it, or its bytes. */
export type Secret = string | Uint8Array;

/**
 * The bytes of a secret.
 *
 * @throws SecretError when it is missing, or when a text has whitespace around it
 * @internal its type does not compile below TypeScript 5.7
 */
export function secretBytes(secret: Secret | undefined): Uint8Array<ArrayBuffer> {
  if (!secret?.length) throw new SecretError('is missing');
  if (typeof secret === 'string' && secret.trim() !== secret)
    throw new SecretError('has whitespace around it');
  return bytesOf(secret);
}

/**
 * The key for signatures with this secret, by the algorithm of the contract.
 *
 * @internal its type does not compile below TypeScript 5.7
 */
export function signingKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign', 'verify']);
}
