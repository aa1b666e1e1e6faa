export { type Change, type Level, levels } from './change.ts';
export { changelogEntry } from './changelog-entry.ts';
export { compare, compareAll } from './compare.ts';
export { type Contract, ContractError } from './contract.ts';
export { releasedContract, releasedVersions } from './released.ts';
export { type Bump, bumpFor, compareVersions, nextVersion } from './semantic-version.ts';
