import { contentSecurityPolicy } from '../content-security-policy.mjs';

/**
 * What is sent with every answer: above all what its page may load and do.
 *
 * @param {string} path of the page
 * @returns {Record<string, string>}
 */
export function securityHeaders(path) {
  return {
    // A page cannot say by itself who may put it in a frame.
    'Content-Security-Policy': `${contentSecurityPolicy(path)}; frame-ancestors 'none'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
