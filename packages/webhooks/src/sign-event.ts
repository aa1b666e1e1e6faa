import { bytesOf, type RawBody } from './raw-body.ts';
import { type Secret, secretBytes, signingKey } from './signing-key.ts';

/**
 * The signature that the API would send with this body, in lower-case hex. For tests of your receiver.
 *
 * @throws RawBodyError, SecretError
 */
export async function signEvent(body: RawBody, secret: Secret): Promise<string> {
  const key = await signingKey(secretBytes(secret));
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytesOf(body)));
  return Array.from(signature, (byte) => (byte + 256).toString(16).slice(1)).join('');
}
