import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @typedef {{ name: string, text: string }[]} NamedFiles
 * @typedef {{ workflows: NamedFiles, invalid: NamedFiles }} BesideTheBundle the journeys of an integration, and the
 *   requests that must be refused
 */

/**
 * What the spec package puts beside its bundle.
 *
 * @param {string} folder of the bundle
 * @returns {Promise<BesideTheBundle>} nothing where there is nothing
 */
export async function readBesideTheBundle(folder) {
  const [workflows, invalid] = await Promise.all(
    ['workflows', join('examples', 'invalid')].map((name) => readFolder(join(folder, name))),
  );
  return { workflows: workflows ?? [], invalid: invalid ?? [] };
}

/**
 * @param {string} folder
 * @returns {Promise<NamedFiles>}
 */
async function readFolder(folder) {
  const names = await readdir(folder).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names.sort().map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
}
