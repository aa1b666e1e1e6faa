import type { Change } from './change.ts';

export type Bump = 'major' | 'minor' | 'patch';

/** @throws {RangeError} when the text is no version of three numbers */
export function parseVersion(text: string): [number, number, number] {
  const parts = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text)?.slice(1).map(Number);
  if (!parts) throw new RangeError(`'${text}' is not a version such as 1.2.3`);
  return parts as [number, number, number];
}

/** Less than zero when the first one is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parseVersion(one), parseVersion(other)];
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** What the changes ask for; undefined when there is none. Below 1.0.0 too, what breaks a partner is a new major. */
export function bumpFor(changes: readonly Change[]): Bump | undefined {
  if (changes.some(({ level }) => level === 'breaking')) return 'major';
  return changes.length > 0 ? 'minor' : undefined;
}

/** The least step that leads from one version to a newer one. */
export function bumpBetween(from: string, to: string): Bump {
  const [a, b] = [parseVersion(from), parseVersion(to)];
  if (a[0] !== b[0]) return 'major';
  return a[1] === b[1] ? 'patch' : 'minor';
}

export function nextVersion(version: string, bump: Bump | undefined): string {
  const [major, minor, patch] = parseVersion(version);
  switch (bump) {
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
    default:
      return version;
  }
}
