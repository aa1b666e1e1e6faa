import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compareAll, releasedVersions } from '@enterprise-communications/compatibility';
import { UserError } from '../user-error.mjs';

/**
 * A version of the contract, kept as it was released.
 *
 * @typedef {{ version: string, date: string, folder: string, json: Buffer, document: import('../openapi.mjs').OpenApiDocument }} Release
 *   `date` as 2026-11-23; `folder` is where it is kept
 *
 * @typedef {{ version: string | undefined, date: string | undefined, changes: import('@enterprise-communications/compatibility').Change[] | undefined }} ChangelogEntry
 *   without a version and a date it is not released yet; `changes` are those since the release before, undefined for the first
 */

/** Where the spec package keeps what was released. */
export const releasedFolder = join(
  dirname(createRequire(import.meta.url).resolve('@enterprise-communications/spec/package.json')),
  'released',
);

/**
 * @param {string} [folder]
 * @returns {Release[]} the newest first
 * @throws {UserError} when a release does not say its date
 */
export function readReleases(folder = releasedFolder) {
  if (!existsSync(folder)) return [];
  return releasedVersions(folder).map((version) => {
    const own = join(folder, version);
    const json = readFileSync(join(own, 'openapi.json'));
    return { version, date: dateOf(own), folder: own, json, document: JSON.parse(String(json)) };
  });
}

/** @param {string} folder */
function dateOf(folder) {
  const file = join(folder, 'release.json');
  const { date } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UserError(`${file} lacks a date such as "2026-11-23".`);
  return date;
}

/**
 * What changed from release to release, and since the last one.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document the contract as it is now
 * @param {Release[]} releases the newest first
 * @returns {ChangelogEntry[]} the newest first; one that is not released yet only when it changes something
 */
export function changelogEntries(document, releases) {
  /** @typedef {import('@enterprise-communications/compatibility').Contract} Contract */
  const contracts = [document, ...releases.map((release) => release.document)];
  const pairs = contracts.slice(1).map((base, index) => ({
    base: /** @type {Contract} */ (/** @type {unknown} */ (base)),
    next: /** @type {Contract} */ (/** @type {unknown} */ (contracts[index])),
  }));
  const [unreleased = [], ...between] = pairs.length > 0 ? compareAll(pairs) : [];
  const entries = releases.map(({ version, date }, index) => ({ version, date, changes: between[index] }));
  return unreleased.length > 0
    ? [{ version: undefined, date: undefined, changes: unreleased }, ...entries]
    : entries;
}
