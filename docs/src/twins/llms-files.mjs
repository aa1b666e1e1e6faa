/**
 * What a program that reads needs to find its way: `llms.txt` names every page with its Markdown twin, and every download;
 * `llms-full.txt` has all twins in one file.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../site-pages.mjs').SitePage[]} pages
 * @param {[path: string, content: string][]} twins of these pages
 * @param {{ path: string, title: string, description: string }[]} downloads
 * @param {string} siteUrl where the site is, with a slash at the end; '' when that is not known
 * @returns {[path: string, content: string][]}
 */
export function llmsFiles(document, pages, twins, downloads, siteUrl) {
  const { info } = document;
  const groups = [...new Set(pages.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const own = pages.filter((page) => page.group === group);
    return section(
      group || 'Pages',
      own.map(({ path, title, description }) => ({ path: `${path}.md`, title, description })),
      siteUrl,
    );
  });
  const head = `# ${info.title}\n\n> ${info.summary ?? info.title}\n\nVersion ${info.version}.`;
  return [
    ['llms.txt', `${[head, ...sections, section('Downloads', downloads, siteUrl)].join('\n\n')}\n`],
    [
      'llms-full.txt',
      `${[head, ...twins.map(([path, twin]) => `<!-- ${siteUrl}${path} -->\n\n${twin.trim()}`)].join('\n\n')}\n`,
    ],
  ];
}

/**
 * @param {string} heading
 * @param {{ path: string, title: string, description: string }[]} links
 * @param {string} siteUrl
 */
function section(heading, links, siteUrl) {
  const lines = links.map(
    ({ path, title, description }) => `- [${title}](${siteUrl}${path}): ${description}`,
  );
  return `## ${heading}\n\n${lines.join('\n')}`;
}
