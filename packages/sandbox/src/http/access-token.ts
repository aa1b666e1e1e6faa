import { createHash } from 'node:crypto';
import type { Principal } from '../domain/engine.ts';
import { testTokens } from '../domain/outcomes.ts';

/** What a request may do. */
export type Access =
  | { allowed: true; principal: Principal; mayBranch: boolean }
  | { allowed: false; status: 401 | 403 | 429; retryAfterSeconds?: number };

interface Token {
  principal: Principal;
  /** Seconds since 1970, from the claims of a JWT. */
  notBefore: number;
  expires: number;
}

const MAX_REMEMBERED = 1000;
const remembered = new Map<string, Token>();

/**
 * Judges a request by its `Authorization` header. Any token will do, but for the documented test tokens and for a
 * JWT that has expired or is not yet valid. Signatures cannot be checked here, for nobody's secret is known.
 *
 * @param now milliseconds since 1970
 */
export function access(authorization: string | undefined, now: number): Access {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) return { allowed: false, status: 401 };
  const test = testTokens.get(token);
  if (test && !test.branch) {
    const { status, retryAfterSeconds } = test as { status: 401 | 403 | 429; retryAfterSeconds?: number };
    return { allowed: false, status, ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  const { principal, notBefore, expires } = read(token);
  if (now >= expires * 1000 || now < notBefore * 1000) return { allowed: false, status: 401 };
  return { allowed: true, principal, mayBranch: test === undefined };
}

function read(token: string): Token {
  const known = remembered.get(token);
  if (known) return known;
  const claims = claimsOf(token);
  const id = createHash('sha256').update(token).digest('hex');
  const guid = `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
  const profileId = claims['profileId'] ?? claims['sub'];
  const fresh = {
    principal: { by: `access:${guid}`, profileId: typeof profileId === 'string' ? profileId : 'Sandbox' },
    notBefore: numberOr(claims['nbf'], 0),
    expires: numberOr(claims['exp'], Number.POSITIVE_INFINITY),
  };
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(token, fresh);
  return fresh;
}

function claimsOf(token: string): Record<string, unknown> {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return {};
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? claims : {};
  } catch {
    return {};
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
