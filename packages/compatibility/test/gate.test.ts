import { beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../src/change.ts';
import { changelogEntry } from '../src/changelog-entry.ts';
import { compareAll } from '../src/compare.ts';
import { type GateInput, gate, report } from '../src/gate.ts';
import { baseContract, changed, labelledChanges } from './labelled-changes.ts';

const breaking = 'a field of an event is removed';
const compatible = 'a property is added to an answer';
const toJudge = 'an error can be another status too';

let changesOf: Map<string | undefined, Change[]>;
beforeAll(() => {
  const picked = labelledChanges.filter(({ change }) => [breaking, compatible, toJudge].includes(change));
  const all = compareAll(picked.map((one) => ({ base: baseContract, next: changed(one) })));
  changesOf = new Map(picked.map(({ change }, index) => [change, all[index] ?? []]));
});

/** The small contract, released as 1.4.2, after one of the changes; none when no name is given. */
function check(name: string | undefined, version: string, more: Partial<GateInput> = {}) {
  const changes = name ? (changesOf.get(name) ?? expect.unreachable(name)) : [];
  return gate({ released: '1.4.2', version, changes, judgements: [], changeset: undefined, ...more });
}

describe('the version that the changes need', () => {
  test.each([
    ['nothing', undefined, '1.4.2'],
    ['something new', compatible, '1.5.0'],
    ['something that breaks', breaking, '2.0.0'],
  ])('%s', (_, name, required) => {
    expect(check(name, '1.4.2').required).toBe(required);
  });

  test('below 1.0.0 too, what breaks is a new major version', () => {
    const verdict = check(breaking, '0.2.0', { released: '0.1.0' });
    expect(verdict.required).toBe('1.0.0');
    expect(verdict.toWrite).toHaveLength(1);
  });
});

describe('the check is red', () => {
  test('when a change breaks somebody and the version is not a new major one', () => {
    const { toWrite } = check(breaking, '1.9.0');
    expect(toWrite).toEqual([
      'spec/openapi.yaml: info.version is 1.9.0, and what changed since 1.4.2 needs 2.0.0 or newer. It breaks partners: take what the report tells to do instead, or make it a new major version. Run: pnpm check:breaking --write',
    ]);
  });

  test('when something is new and the version is not', () => {
    expect(check(compatible, '1.4.3').toWrite.join()).toMatch('needs 1.5.0 or newer. Run');
  });

  test('when the changelog entry is missing, tells of other changes, or of none', () => {
    expect(check(compatible, '1.5.0').toWrite.join()).toMatch('.changeset/contract.md');
    const other = check(breaking, '2.0.0').changeset;
    expect(check(compatible, '1.5.0', { changeset: other }).toWrite).toHaveLength(1);
    expect(check(undefined, '1.4.2', { changeset: other }).toWrite).toHaveLength(1);
  });

  test('when nobody has judged a change that no rule can tell', () => {
    const { toJudge: lines } = check(toJudge, '1.5.0');
    expect(lines).toHaveLength(1);
    expect(lines.join()).toContain('"fact":"error-status-added"');
  });

  test('when a judgement is about a change that is not there', () => {
    const judgements = [
      { fact: 'error-status-added', location: '#/nowhere', level: 'compatible' as const, why: 'x' },
    ];
    expect(check(undefined, '1.4.2', { judgements }).toJudge.join()).toContain('Remove the entry');
  });

  test('when the version is older than the release', () => {
    expect(check(undefined, '1.4.1').toWrite).toHaveLength(1);
  });
});

describe('the check is green', () => {
  test('when nothing changed', () => {
    expect(check(undefined, '1.4.2')).toMatchObject({ changes: [], toJudge: [], toWrite: [] });
  });

  test.each([
    [compatible, '1.5.0', 'minor'],
    [compatible, '1.6.0', 'minor'],
    [breaking, '2.0.0', 'major'],
  ])('when %s, as %s, and the changelog tells it', (name, version, bump) => {
    const { changeset } = check(name, version);
    expect(changeset).toContain(`"@enterprise-communications/spec": ${bump}`);
    expect(check(name, version, { changeset })).toMatchObject({ toJudge: [], toWrite: [] });
  });

  test.each([
    ['compatible', '1.5.0'],
    ['breaking', '2.0.0'],
  ] as const)('when somebody has judged a change to be %s', (level, version) => {
    const [change] = check(toJudge, version).changes;
    const judgements = [
      { fact: change?.fact ?? '', location: change?.location ?? '', level, why: 'Only new requests get it.' },
    ];
    const { changeset, required } = check(toJudge, version, { judgements });
    expect(required).toBe(version);
    expect(check(toJudge, version, { judgements, changeset })).toMatchObject({ toJudge: [], toWrite: [] });
  });
});

test('the report tells what breaks, for whom, where, and what to do instead', () => {
  expect(report('1.4.2', check(breaking, '1.4.2').changes)).toBe(`BREAKING    \`payload.extra\` is gone.
            for: whoever receives \`note.sent\`
            at:  #/components/schemas/NoteSentEvent/properties/payload/properties/extra
            do:  Keep sending it beside what is new, and say that it is deprecated.

Since 1.4.2: 1 breaking.`);
});

test('the changelog entry tells partners what is new for whom', () => {
  expect(
    changelogEntry(check(compatible, '1.5.0').changes),
  ).toBe(`### The contract: new and changed, harmless for all

- \`owner\` is new. For whoever reads the answer of \`sendNote\` and \`getNote\`.
`);
});

test('a version that is none is an error of its own', () => {
  expect(() => check(undefined, 'next')).toThrow("'next' is not a version such as 1.2.3");
});
