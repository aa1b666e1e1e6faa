// What installed packages weigh on this machine, with all that they bring.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders of a package and of everything below it, by pnpm's layout: what a package asks for lies beside it.
 * @param {string} folder its folder, or a link to it
 * @param {Set<string>} found added to
 */
export function withAllBelow(folder, found = new Set()) {
  const real = realpathSync(folder);
  if (found.has(real)) return found;
  found.add(real);
  const { name, dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(real, 'package.json'), 'utf8'),
  );
  const beside = real.slice(0, -name.length);
  // What is not there is for another platform, or an optional peer.
  for (const other of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
    if (existsSync(join(beside, other))) withAllBelow(join(beside, other), found);
  return found;
}

/** The bytes of the files in a folder. @param {string} folder @returns {number} */
export function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + bytesOf(path);
    return entry.isFile() ? sum + statSync(path).size : sum;
  }, 0);
}

/**
 * Where a package is installed.
 * @param {string} root
 * @param {string} name as manifests ask for it
 * @returns {string | undefined}
 */
export function installed(root, name) {
  const places = [
    '.',
    'spec',
    'docs',
    ...readdirSync(join(root, 'packages')).map((one) => `packages/${one}`),
  ];
  return places.map((place) => join(root, place, 'node_modules', name)).find((path) => existsSync(path));
}
