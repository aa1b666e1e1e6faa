import { levels } from '@enterprise-communications/compatibility';
import { frontMatter } from '../front-matter.mjs';
import { adviceOf, levelHeadings } from './advice.mjs';

const title = 'Changelog';
const description =
  'What changed in the contract from version to version, for whom, and what to do about it.';

/**
 * @param {import('./releases.mjs').ChangelogEntry[]} entries the newest first
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function changelogPage(entries) {
  const body = [
    `# ${title}`,
    'What changed in the contract, found by comparing each version with the one before. Words and examples are not compared. Follow it as a [feed](/changelog/feed.xml).',
    ...entries.flatMap(({ version, date, changes }) => [
      version === undefined ? '## Not released yet' : `## ${version}`,
      ...(version === undefined
        ? ['In the newest contract, and in no version yet.']
        : [
            `Released on ${date}. The contract, the reference and the downloads [as they were](/v/${version}/).`,
          ]),
      ...(changes === undefined
        ? ['The first version.']
        : changes.length === 0
          ? ['Nothing that a program can notice.']
          : levels.flatMap((level) => section(level, changes))),
    ]),
  ];
  return {
    path: 'changelog/index',
    title,
    description,
    group: '',
    markdown: `${frontMatter({ title, description })}\n${body.join('\n\n')}\n`,
  };
}

/**
 * @param {import('@enterprise-communications/compatibility').Level} level
 * @param {import('@enterprise-communications/compatibility').Change[]} changes
 */
function section(level, changes) {
  const own = changes.filter((change) => change.level === level);
  if (own.length === 0) return [];
  const lines = own.map(
    (change) => `- ${change.what} For ${change.forWhom}. **What to do:** ${adviceOf(change)}`,
  );
  return [`### ${levelHeadings[level]}`, lines.join('\n')];
}
