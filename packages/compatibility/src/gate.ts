import { type Change, levels } from './change.ts';
import { changelogEntry } from './changelog-entry.ts';
import { type Judgement, judge } from './judgement.ts';
import { type Bump, bumpBetween, bumpFor, compareVersions, nextVersion } from './semantic-version.ts';

/** What the check looks at. */
export interface GateInput {
  /** The version of the newest release. */
  released: string;
  /** What `info.version` says. */
  version: string;
  /** What changed since the release. */
  changes: readonly Change[];
  judgements: readonly Judgement[];
  /** The text of .changeset/contract.md; undefined when there is none. */
  changeset: string | undefined;
}

export interface Verdict {
  /** What changed, with the judgements. */
  changes: Change[];
  /** The least version that these changes can have. */
  required: string;
  /** What .changeset/contract.md must say; undefined when it must not be there. */
  changeset: string | undefined;
  /** What somebody has to judge, a line each. It cannot be told to partners before. */
  toJudge: string[];
  /** What `--write` mends, a line each. */
  toWrite: string[];
}

/**
 * Whether the contract can be released as what it says it is.
 * @throws {RangeError} when a version is none
 */
export function gate({ released, version, changes: found, judgements, changeset }: GateInput): Verdict {
  const { changes, unused } = judge(found, judgements);
  const required = nextVersion(released, bumpFor(changes));
  const isTooLow = compareVersions(version, required) < 0;
  const expected = changesetFor(released, isTooLow ? required : version, changes);
  const toJudge = [
    ...unused.map(
      ({ fact, location }) =>
        `spec/judgements.json: there is no change ${fact} at ${location} to judge. Remove the entry.`,
    ),
    ...changes
      .filter(({ level }) => level === 'judge')
      .map(
        ({ fact, location }) =>
          `${location}: nobody has judged this change. Add to the list in spec/judgements.json: ${JSON.stringify({ fact, location, level: 'compatible or breaking', why: '…' })}`,
      ),
  ];
  const toWrite = [];
  if (isTooLow) {
    const breaking = changes.some(({ level }) => level === 'breaking');
    toWrite.push(
      `spec/openapi.yaml: info.version is ${version}, and what changed since ${released} needs ${required} or newer.${breaking ? ' It breaks partners: take what the report tells to do instead, or make it a new major version.' : ''} Run: pnpm check:breaking --write`,
    );
  } else if (changeset?.trim() !== expected?.trim()) {
    toWrite.push('.changeset/contract.md: it does not tell these changes. Run: pnpm check:breaking --write');
  }
  return { changes, required, changeset: expected, toJudge, toWrite };
}

/** The changelog entry as a changeset: it moves all packages, which have one version, by what the contract moves. */
function changesetFor(from: string, to: string, changes: readonly Change[]): string | undefined {
  if (changes.length === 0) return undefined;
  const bump: Bump = bumpBetween(from, to);
  return `---\n"@enterprise-communications/spec": ${bump}\n---\n\n${changelogEntry(changes)}`;
}

/** The changes for people, the worst first. */
export function report(from: string, changes: readonly Change[]): string {
  if (changes.length === 0) return `The contract is the one that was released as ${from}.`;
  const blocks = changes.map(({ level, what, forWhom, location, advice }) =>
    [
      `${level.toUpperCase().padEnd(11)} ${what}`,
      `            for: ${forWhom}`,
      `            at:  ${location}`,
      ...(advice ? [`            do:  ${advice}`] : []),
    ].join('\n'),
  );
  const counts = levels
    .map((level) => ({ level, count: changes.filter((change) => change.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level === 'judge' ? 'to be judged' : level}`);
  return `${blocks.join('\n\n')}\n\nSince ${from}: ${counts.join(', ')}.`;
}
