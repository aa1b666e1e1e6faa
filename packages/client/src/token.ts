/**
 * An access token, or a function that gives one. The function is called for each request, so it can renew a token
 * that is about to expire.
 */
export type Token = string | (() => string | Promise<string>);

/** The value of the `Authorization` header (RFC 6750, section 2.1). */
export async function authorization(token: Token): Promise<string> {
  return `Bearer ${typeof token === 'function' ? await token() : token}`;
}
