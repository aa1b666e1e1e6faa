import { execFileSync } from 'node:child_process';
import { BY_ITS_TEXT } from './accepted-licences.mjs';

/** @typedef {{ name: string, versions: string[], license: string }} Licensed */

/**
 * Everything that is installed, with its licence.
 * @param {string} root
 * @returns {Licensed[]} sorted by name
 */
export function installedLicences(root) {
  const output = execFileSync('pnpm', ['licenses', 'list', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
    shell: process.platform === 'win32',
  });
  /** @type {Licensed[][]} */
  const byLicence = Object.values(JSON.parse(output));
  return byLicence
    .flat()
    .map((one) => ({ ...one, license: BY_ITS_TEXT.get(one.name) ?? one.license }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
