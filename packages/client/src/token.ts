/**
 * An access token, or a function that gives one. The function is called for each request, so let it remember its
 * token. It is called with `refresh: true` once more after a 401: then get a new one.
 */
export type Token = string | ((context: { refresh: boolean }) => string | Promise<string>);

/**
 * Puts the token into the headers (RFC 6750, section 2.1).
 *
 * @throws what the token function threw, as it is
 */
export async function authorize(headers: Headers, token: Token, refresh: boolean): Promise<void> {
  const value = typeof token === 'function' ? await token({ refresh }) : token;
  try {
    headers.set('Authorization', `Bearer ${value}`);
  } catch {
    // The error of `set` would quote the token.
    throw new TypeError('token not valid.');
  }
}
