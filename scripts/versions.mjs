// The one version of this repository, and the files in which it is written.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pnpm.mjs';

/** Every package.json of the workspace, the root's first. */
export function packageFiles(from = root) {
  const packages = readdirSync(join(from, 'packages')).map((name) => join('packages', name));
  return ['', 'spec', 'docs', ...packages]
    .map((folder) => join(from, folder, 'package.json'))
    .filter((file) => existsSync(file));
}

const inSpec = /^( {2}version: )(.*)$/m;

/** @param {string} yaml the entry file of the contract */
export function contractVersion(yaml) {
  return inSpec.exec(yaml)?.[2] ?? '';
}

/** @param {string} yaml @param {string} version */
export function withContractVersion(yaml, version) {
  return yaml.replace(inSpec, `$1${version}`);
}

/** @param {string} json a package.json @param {string} version */
export function withPackageVersion(json, version) {
  return json.replace(/^( {2}"version": ")[^"]*/m, `$1${version}`);
}
