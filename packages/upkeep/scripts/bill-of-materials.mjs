// The software bill of materials, from the lockfile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as CDX from '@cyclonedx/cyclonedx-library';
import { parse } from 'yaml';
import { packagesOf } from './import-graph.mjs';

/** @typedef {Record<string, { version: string }>} Asked */
/** @typedef {Record<string, string>} Below */
/**
 * @typedef {object} Lockfile
 * @property {Record<string, { dependencies?: Asked, devDependencies?: Asked }>} importers
 * @property {Record<string, { resolution: { integrity?: string } }>} packages
 * @property {Record<string, { dependencies?: Below, optionalDependencies?: Below }>} snapshots
 */

/** Packages whose dependencies are bundled into them; the build lists those. */
const BUNDLES = ['packages/mock', 'packages/sandbox'];

/**
 * Every package that the lockfile names, and those of this workspace. What reaches a user of a published package, by a
 * dependency or inside a bundle, is `required`; all else only builds or tests and is `excluded`.
 * @param {string} root with mock and sandbox built
 * @param {import('./installed-licences.mjs').Licensed[]} licensed
 * @returns {string} CycloneDX 1.6 as JSON
 */
export function billOfMaterials(root, licensed) {
  /** @type {Lockfile} */
  const { importers, packages, snapshots } = parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));
  const licences = new Map(licensed.map(({ name, license }) => [name, license]));
  const below = belowOf(snapshots);
  const shipped = shippedOf(root, importers, below);
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  const bom = new CDX.Models.Bom();
  /** @type {Map<string, CDX.Models.Component>} */
  const components = new Map();
  for (const [id, { resolution }] of Object.entries(packages)) {
    const component = componentOf(id, CDX.Enums.ComponentType.Library);
    component.scope = shipped.has(id) ? CDX.Enums.ComponentScope.Required : CDX.Enums.ComponentScope.Excluded;
    const [algorithm, hash] = resolution.integrity?.split('-') ?? [];
    if (algorithm === 'sha512' && hash)
      component.hashes.set(CDX.Enums.HashAlgorithm['SHA-512'], Buffer.from(hash, 'base64').toString('hex'));
    const licence = licences.get(id.slice(0, id.lastIndexOf('@')));
    if (licence) component.licenses.add(licenceOf(licence));
    components.set(id, component);
  }
  const own = new Map(
    [...packagesOf(root).values()].map(({ folder }) => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return [folder, componentOf(`${manifest.name}@${manifest.version}`, CDX.Enums.ComponentType.Library)];
    }),
  );
  const whole = componentOf(`${name}@${version}`, CDX.Enums.ComponentType.Application);
  bom.metadata.component = whole;
  for (const [id, component] of components)
    for (const other of below.get(id) ?? []) link(component, components.get(other));
  for (const [folder, component] of own) {
    link(whole, component);
    for (const [asked, { version: resolved }] of askedBy(importers[folder] ?? {}))
      link(component, own.get(folderOf(folder, resolved)) ?? components.get(idOf(asked, resolved)));
  }
  for (const component of [...components.values(), ...own.values()]) bom.components.add(component);
  const normalizers = new CDX.Serialize.JSON.Normalize.Factory(CDX.Spec.Spec1dot6);
  return new CDX.Serialize.JsonSerializer(normalizers).serialize(bom, { sortLists: true, space: 2 });
}

/** @param {string} id @param {CDX.Enums.ComponentType} type */
function componentOf(id, type) {
  const at = id.lastIndexOf('@');
  const [group, name] = id.startsWith('@') ? id.slice(0, at).split('/') : [undefined, id.slice(0, at)];
  return new CDX.Models.Component(type, name ?? '', {
    ...(group && { group }),
    version: id.slice(at + 1),
    bomRef: id,
    purl: `pkg:npm/${id.slice(0, at).replace('@', '%40')}@${id.slice(at + 1)}`,
  });
}

/** @param {string} licence */
function licenceOf(licence) {
  return / (OR|AND) /.test(licence)
    ? new CDX.Models.LicenseExpression(licence)
    : new CDX.Models.SpdxLicense(licence);
}

/** @param {CDX.Models.Component} from @param {CDX.Models.Component | undefined} to */
function link(from, to) {
  if (to) from.dependencies.add(to.bomRef);
}

/** A version in the lockfile can be of another package, and has its peers behind it. @param {string} asked @param {string} version */
function idOf(asked, version) {
  const plain = version.replace(/\(.*/, '');
  return /^@?[^@]+@/.test(plain) ? plain : `${asked}@${plain}`;
}

/** @param {string} folder @param {string} version such as `link:../types` */
function folderOf(folder, version) {
  return version.startsWith('link:') ? join(folder, version.slice('link:'.length)) : '';
}

/** @param {Lockfile['importers'][string]} importer */
function askedBy({ dependencies, devDependencies }) {
  return Object.entries({ ...dependencies, ...devDependencies });
}

/** @param {Lockfile['snapshots']} snapshots @returns {Map<string, string[]>} */
function belowOf(snapshots) {
  const below = new Map();
  for (const [key, { dependencies, optionalDependencies }] of Object.entries(snapshots)) {
    const id = key.replace(/\(.*/, '');
    const all = Object.entries({ ...dependencies, ...optionalDependencies }).map(([name, v]) =>
      idOf(name, v),
    );
    below.set(id, [...new Set([...(below.get(id) ?? []), ...all])]);
  }
  return below;
}

/**
 * @param {string} root
 * @param {Lockfile['importers']} importers
 * @param {Map<string, string[]>} below
 */
function shippedOf(root, importers, below) {
  const bundled = BUNDLES.flatMap((folder) => {
    const text = readFileSync(join(root, folder, 'dist', 'THIRD_PARTY_LICENSES.txt'), 'utf8');
    return [...text.matchAll(/^-{80}\n\n(\S+@\S+)$/gm)].map(([, id = '']) => id);
  });
  const published = Object.keys(importers).filter((folder) => {
    const { private: isPrivate } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return isPrivate !== true;
  });
  const shipped = new Set(bundled);
  const open = published.flatMap((folder) =>
    Object.entries(importers[folder]?.dependencies ?? {}).map(([name, { version }]) => idOf(name, version)),
  );
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (shipped.has(id) && !bundled.includes(id)) continue;
    shipped.add(id);
    open.push(...(below.get(id) ?? []).filter((other) => !shipped.has(other)));
  }
  return shipped;
}
