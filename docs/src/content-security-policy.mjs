import { createHash } from 'node:crypto';
import { html } from './html.mjs';
import { notFoundScript, notFoundStyle } from './not-found/not-found-page.mjs';

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
};

/** Redoc makes its styles at run time, and has its fonts in them. */
const redoc = { ...strict, 'style-src': "'self' 'unsafe-inline'", 'font-src': 'data:' };

/** Where Redoc's pages are: the newest reference in one page, and that of each version. */
const redocPages = /(?:^|\/)(?:reference\/all-in-one|v\/[^/]+)\//;

/** The page for addresses that lead nowhere has its style and its script in itself. */
const notFound = { ...strict, 'script-src': hashOf(notFoundScript), 'style-src': hashOf(notFoundStyle) };

/**
 * What the page at `path` may load and do. `404.html` is the path of the page for addresses that lead nowhere.
 *
 * @param {string} path
 */
export function contentSecurityPolicy(path) {
  const policy = /(?:^|\/)404\.html$/.test(path) ? notFound : redocPages.test(path) ? redoc : strict;
  return Object.entries(policy)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');
}

/**
 * Puts the policy into a page too, for hosts that send no headers of ours.
 *
 * @param {string} path
 * @param {string} page
 */
export function withContentSecurityPolicy(path, page) {
  const policy = html`<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(path)}">`;
  return page.replace('<head>', `<head>\n    ${policy}`);
}

/** @param {string} content */
function hashOf(content) {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
