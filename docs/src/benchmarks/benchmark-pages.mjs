import { readdir, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { parse } from 'yaml';
import { frontMatter } from '../front-matter.mjs';
import { UserError } from '../user-error.mjs';

const folder = new URL('../../benchmarks/', import.meta.url);
const group = 'Benchmarks';
const title = 'Benchmarks';
const description =
  'How fast, how light and how well checked this is, each figure with the script that made it.';

/**
 * The reports that the benchmarks have written, as pages, and a page that names them.
 *
 * @returns {Promise<import('../site-pages.mjs').SitePage[]>}
 * @throws {UserError} when a report has no title or no description
 */
export async function benchmarkPages() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const reports = await Promise.all(
    names.map(async (name) => reportPage(name, await readFile(new URL(name, folder), 'utf8'))),
  );
  const lines = reports.map((page) => `- [${page.title}](/${page.path}.html): ${page.description}`);
  const body = [
    `# ${title}`,
    'What this repository measures of itself. Scripts write these pages, each in one run on one machine. Run them on yours: the ratios will be close, the figures will not.',
    lines.join('\n'),
  ];
  const index = `${frontMatter({ title, description })}\n${body.join('\n\n')}\n`;
  return [{ path: 'benchmarks/index', title, description, group, markdown: index }, ...reports];
}

/**
 * @param {string} name of the file
 * @param {string} markdown
 * @returns {import('../site-pages.mjs').SitePage}
 */
function reportPage(name, markdown) {
  const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(markdown) ?? [];
  const about = parse(matter);
  if (!about?.title || !about.description) {
    throw new UserError(
      `docs/benchmarks/${name} lacks a title or a description in its front matter. The script that writes the page has to write them.`,
    );
  }
  return {
    path: `benchmarks/${name.replace(/\.md$/, '')}`,
    title: about.title,
    description: about.description,
    group,
    markdown: withoutSourceLinks(markdown),
  };
}

/**
 * The sources are not in the site: a link to one becomes its path in the repository.
 *
 * @param {string} markdown
 */
function withoutSourceLinks(markdown) {
  return markdown.replace(
    /\[[^\]]*\]\((\.\.\/[^)]*)\)/g,
    (_link, target) => `\`${posix.join('docs/benchmarks', target)}\``,
  );
}
