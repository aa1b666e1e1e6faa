import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Manifest {
  name: string;
  scripts?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The folder of the whole workspace. */
export const workspace = fileURLToPath(new URL('../../../', import.meta.url));

/** The packages of the workspace that have a build, by name, with their folder, such as `packages/types`. */
export const builtPackages: [name: string, folder: string][] = [
  'spec',
  'docs',
  ...readdirSync(join(workspace, 'packages')).map((name) => `packages/${name}`),
]
  .filter((folder) => existsSync(join(workspace, folder, 'package.json')))
  .map((folder) => ({ folder, manifest: readManifest(folder) }))
  .filter(({ manifest }) => manifest.scripts?.['build'] !== undefined)
  .map(({ folder, manifest }) => [manifest.name, folder]);

/** The names of the packages that are built before these tests run. */
export const dependencies = Object.keys(readManifest('packages/contract-tests').devDependencies ?? {});

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(workspace, folder, 'package.json'), 'utf8'));
}
