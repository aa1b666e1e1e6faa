import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The guides, as paths from the root of the repository.
 *
 * @param {string} root
 * @returns {string[]}
 */
export const guides = (root) =>
  readdirSync(join(root, 'docs/guides'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/guides/${name.replaceAll('\\', '/')}`)
    .sort();

/**
 * The README of the repository and those of its packages.
 *
 * @param {string} root
 * @returns {string[]}
 */
export const readmes = (root) => [
  'README.md',
  'spec/README.md',
  'docs/README.md',
  ...readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}/README.md`)
    .filter((page) => existsSync(join(root, page))),
];
