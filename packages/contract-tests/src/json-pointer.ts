/** A JSON pointer (RFC 6901) some steps further: `step('/paths', '/messages', 'get')` is `/paths/~1messages/get`. */
export function step(pointer: string, ...tokens: (string | number)[]): string {
  return [pointer, ...tokens.map((token) => String(token).replaceAll('~', '~0').replaceAll('/', '~1'))].join(
    '/',
  );
}

/** The steps of a JSON pointer: `/paths/~1messages/get` has `paths`, `/messages` and `get`. */
export function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
