import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readBesideTheBundle } from './beside-the-bundle.mjs';
import { downloadFiles } from './download-files.mjs';

/**
 * The versions of the contract that have a folder of their own: each that was released, as it was released, and the
 * newest one when it was not.
 *
 * @param {Parameters<typeof downloadFiles>[0]} newest
 * @param {Parameters<typeof downloadFiles>[1]} beside the newest
 * @param {import('../changelog/releases.mjs').Release[]} releases the newest first
 * @returns {Promise<{ version: string, document: import('../openapi.mjs').OpenApiDocument, files: ReturnType<typeof downloadFiles> }[]>}
 *   the newest first; `files` by their path in the folder of the version
 */
export async function contractVersions(newest, beside, releases) {
  const { version } = newest.document.info;
  const kept = await Promise.all(
    releases.map(async (release) => ({
      version: release.version,
      document: release.document,
      files: downloadFiles(
        {
          document: release.document,
          json: release.json,
          yaml: stringify(release.document, { lineWidth: 0, aliasDuplicateObjects: false }),
        },
        {
          ...(await readBesideTheBundle(release.folder)),
          outcomes: readIfThere(join(release.folder, 'sandbox-outcomes.json')),
        },
      ),
    })),
  );
  if (releases.some((release) => release.version === version)) return kept;
  // What is kept of a release has no bad requests.
  return [
    { version, document: newest.document, files: downloadFiles(newest, { ...beside, invalid: [] }) },
    ...kept,
  ];
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file) : undefined;
}
