import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arrowsOf } from '../scripts/arrows.mjs';
import { packagesOf } from '../scripts/import-graph.mjs';
import { workspace } from './workspace.ts';

const packages = packagesOf(workspace);
const arrows = arrowsOf(readFileSync(join(workspace, 'ARCHITECTURE.md'), 'utf8'));

/** The folders of the packages that have a build, such as `packages/types`, in the order of the arrows. */
export const builtPlaces = (arrows.get('packages') ?? [])
  .flat()
  .map((name) => packages.get(name)?.folder ?? name)
  .filter((folder) => manifestOf(folder).scripts?.build);

export function manifestOf(folder: string) {
  return JSON.parse(readFileSync(join(workspace, folder, 'package.json'), 'utf8'));
}
