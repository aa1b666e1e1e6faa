/** A server on the reader's own machine, such as the mock, to which the page may send what the reader tries. */
const ownMachine = 'http://127.0.0.1:* http://localhost:*';

const strict = {
  'default-src': "'self'",
  'script-src': "'self'",
  'style-src': "'self'",
  // Icons stand in the style sheet.
  'img-src': "'self' data:",
  'connect-src': `'self' ${ownMachine}`,
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** Redoc makes its styles at run time, and has its fonts in them. */
const redoc = { ...strict, 'style-src': "'self' 'unsafe-inline'", 'font-src': 'data:' };

/** Where Redoc's pages are: the newest reference in one page, and that of each version. */
const redocPages = /\/(?:reference\/all-in-one|v\/[^/]+)\//;

/**
 * What is sent with every answer: above all what its page may load and do.
 *
 * @param {string} path of the request
 * @returns {Record<string, string>}
 */
export function securityHeaders(path) {
  const policy = redocPages.test(path) ? redoc : strict;
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, sources]) => `${name} ${sources}`)
      .join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
