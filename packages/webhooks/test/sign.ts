import { createHmac } from 'node:crypto';

/** A signature by Node's own HMAC, so that the package does not judge itself. */
export const sign = (body: string | Uint8Array, secret: string | Uint8Array) =>
  createHmac('sha1', secret).update(body).digest('hex');

/** The headers of a request from the API. */
export const signed = (body: string | Uint8Array, secret: string | Uint8Array) => ({
  'X-Comapi-Signature': sign(body, secret),
});
