import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from './contract.ts';
import { compareVersions } from './semantic-version.ts';

/** The versions whose contract is kept in a folder such as spec/released, the newest first. */
export function releasedVersions(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((one, other) => compareVersions(other, one));
}

/** The contract as it was released. */
export function releasedContract(folder: string, version: string): Contract {
  return JSON.parse(readFileSync(join(folder, version, 'openapi.json'), 'utf8'));
}
