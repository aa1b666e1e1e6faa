import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../user-error.mjs';

/**
 * @typedef {{ path: string, title: string, description: string, markdown: string }} Page `path` has no extension:
 *   `reference/operations/send-message`; `markdown` may begin with front matter of its own
 *
 * @typedef {{
 *   title: string,
 *   description: string,
 *   siteUrl: string,
 *   nav: import('vitepress').DefaultTheme.NavItem[],
 *   sidebar: import('vitepress').DefaultTheme.SidebarMulti,
 *   otherFiles: string[],
 * }} SiteData what the pages have around them; `siteUrl` is where the site will be, '' when that is not
 *   known; `otherFiles` are those that links may lead to and that are no pages
 */

const home = fileURLToPath(new URL('../../.vitepress/', import.meta.url));
const command = fileURLToPath(new URL('./render-command.mjs', import.meta.url));

/**
 * Renders pages to a static site, with VitePress.
 *
 * @param {Page[]} pages
 * @param {SiteData} site
 * @returns {Promise<Map<string, Buffer>>} content by path
 * @throws {UserError} when a page cannot be rendered, or a link in it leads nowhere
 */
export async function renderPages(pages, site) {
  // In this folder, because the pages import Vue from where they are. Of its own, because two builds may run at once.
  const folder = await mkdtemp(join(home, 'work-'));
  try {
    for (const { path, markdown } of pages) {
      const file = join(folder, 'pages', `${path}.md`);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, markdown);
    }
    await writeFile(join(folder, 'site.json'), JSON.stringify(site));
    await run(folder);
    return await readFolder(join(folder, 'out'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {Promise<void>}
 */
function run(folder) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [command], {
      env: { ...process.env, SITE_WORK_FOLDER: folder, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', fail);
    child.on('close', (code) => {
      if (code === 0) done();
      else fail(new UserError(`VitePress cannot render the pages: ${reasonIn(output, folder)}`));
    });
  });
}

/**
 * @param {string} output
 * @param {string} folder
 */
function reasonIn(output, folder) {
  const lines = output
    .replaceAll(`${folder}${sep}pages${sep}`, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(at |vitepress v|[-✓✖⠋⠙])/.test(line));
  return lines.join(' ') || 'it gave no reason';
}

/**
 * @param {string} folder
 * @returns {Promise<Map<string, Buffer>>}
 */
async function readFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths
      .sort()
      .map(
        async (path) =>
          /** @type {const} */ ([relative(folder, path).replaceAll(sep, '/'), await readFile(path)]),
      ),
  );
  return new Map(files);
}
