import { createHmac } from 'node:crypto';

/** The signature of a body: HMAC-SHA1 over its bytes, keyed with the webhook's secret, in lower-case hex. */
export function signature(secret: string, body: string): string {
  return createHmac('sha1', secret).update(body, 'utf8').digest('hex');
}
