import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { FactError } from '../facts/fact-error.mjs';
import { resolveFacts } from '../facts/resolve-facts.mjs';
import { UserError } from '../user-error.mjs';

const folder = fileURLToPath(new URL('../../guides', import.meta.url));

/**
 * Reads the guides, and puts the facts of the contract into them. The front matter of each has its `title`, its
 * `description`, and its `order` among all guides. A folder of guides is a group of its own in the sidebar.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} contract
 * @returns {Promise<import('../site-pages.mjs').SitePage[]>} in their order
 * @throws {UserError} when a guide lacks any of these, or refers to a fact that the contract does not have
 */
export async function readGuides(contract) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const guides = await Promise.all(
    names.map(async (name) => {
      const file = `docs/guides/${name.replaceAll(sep, '/')}`;
      const markdown = await readFile(join(folder, name), 'utf8');
      const { order, ...fields } = frontMatterOf(markdown, file);
      const path = `guides/${name.replace(/\.md$/, '').replaceAll(sep, '/')}`;
      const group = dirname(name) === '.' ? 'guides' : basename(dirname(name));
      return {
        ...fields,
        path,
        order,
        group: group.replace(/^./, (letter) => letter.toUpperCase()),
        markdown: withFacts(markdown, contract, file),
      };
    }),
  );
  return guides.sort((a, b) => a.order - b.order).map(({ order: _order, ...page }) => page);
}

/**
 * @param {string} markdown
 * @param {import('../openapi.mjs').OpenApiDocument} contract
 * @param {string} file for the message
 */
function withFacts(markdown, contract, file) {
  try {
    return resolveFacts(markdown, contract, { file });
  } catch (error) {
    if (error instanceof FactError) throw new UserError(error.message);
    throw error;
  }
}

/**
 * @param {string} markdown
 * @param {string} file for the message
 * @returns {{ title: string, description: string, order: number }}
 */
function frontMatterOf(markdown, file) {
  const [, source] = /^---\n([\s\S]*?)\n---\n/.exec(markdown) ?? [];
  /** @type {Record<string, unknown>} */
  const matter = (source === undefined ? undefined : parse(source)) ?? {};
  const kinds = { title: 'string', description: 'string', order: 'number' };
  const lacking = Object.entries(kinds).flatMap(([key, kind]) => (typeof matter[key] === kind ? [] : [key]));
  if (lacking.length > 0) {
    throw new UserError(`${file} lacks ${lacking.join(', ')} in its front matter.`);
  }
  return /** @type {any} */ (matter);
}
