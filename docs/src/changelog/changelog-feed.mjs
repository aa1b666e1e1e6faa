import { createHash } from 'node:crypto';
import { adviceOf, levelHeadings } from './advice.mjs';

/**
 * The released versions as an Atom feed.
 *
 * @param {string} apiTitle
 * @param {import('./releases.mjs').ChangelogEntry[]} entries the newest first
 * @param {string} siteUrl where the site is, with a slash at the end; '' when that is not known: links are then relative
 *   to the feed
 * @returns {[path: string, content: string][]} none before the first release
 */
export function changelogFeed(apiTitle, entries, siteUrl) {
  const released = entries.flatMap(({ version, date, changes }) =>
    version === undefined || date === undefined ? [] : [{ version, updated: `${date}T00:00:00Z`, changes }],
  );
  const [newest] = released;
  if (!newest) return [];
  const root = siteUrl === '' ? '../' : siteUrl;
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>${identifier(apiTitle)}</id>
  <title>${escaped(`${apiTitle}: changes`)}</title>
  <updated>${newest.updated}</updated>
  <author><name>${escaped(apiTitle)}</name></author>
  <link rel="self" type="application/atom+xml" href="${escaped(siteUrl === '' ? 'feed.xml' : `${siteUrl}changelog/feed.xml`)}"/>
  <link rel="alternate" type="text/html" href="${escaped(`${root}changelog/`)}"/>
${released
  .map(
    ({ version, updated, changes }) => `  <entry>
    <id>${identifier(`${apiTitle} ${version}`)}</id>
    <title>${escaped(`${apiTitle} ${version}`)}</title>
    <updated>${updated}</updated>
    <link rel="alternate" type="text/html" href="${escaped(`${root}v/${version}/`)}"/>
    <content type="html">${escaped(contentOf(changes))}</content>
  </entry>
`,
  )
  .join('')}</feed>
`;
  return [['changelog/feed.xml', feed]];
}

/** @param {import('@enterprise-communications/compatibility').Change[] | undefined} changes */
function contentOf(changes) {
  if (changes === undefined) return '<p>The first version.</p>';
  if (changes.length === 0) return '<p>Nothing that a program can notice.</p>';
  const items = changes.map(
    (change) =>
      `<li>${levelHeadings[change.level]}: ${html(change.what)} For ${html(change.forWhom)}. What to do: ${html(adviceOf(change))}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

/** @param {string} markdown one sentence, which has no marks but those of code */
function html(markdown) {
  return escaped(markdown).replace(/`([^`]*)`/g, '<code>$1</code>');
}

/** The same in each build, wherever the site is. @param {string} name */
function identifier(name) {
  const hex = createHash('sha256').update(name).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
