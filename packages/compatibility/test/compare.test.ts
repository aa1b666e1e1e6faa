import { beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../src/change.ts';
import { compareAll } from '../src/compare.ts';
import { pointerTokens, valueAt } from '../src/json-pointer.ts';
import { baseContract, changed, type LabelledChange, labelledChanges } from './labelled-changes.ts';

let rated: Map<LabelledChange, Change[]>;
beforeAll(() => {
  const all = compareAll(labelledChanges.map((one) => ({ base: baseContract, next: changed(one) })));
  rated = new Map(labelledChanges.map((one, index) => [one, all[index] ?? []]));
});

test('the labelled changes are many, of each kind, and each is another one', () => {
  const count = (level?: string) => labelledChanges.filter(({ is }) => is === level).length;
  expect(labelledChanges.length).toBeGreaterThanOrEqual(60);
  expect(count('breaking')).toBeGreaterThan(20);
  expect(count('compatible')).toBeGreaterThan(20);
  expect(count('judge')).toBeGreaterThan(10);
  expect(count()).toBeGreaterThan(5);
  expect(new Set(labelledChanges.map(({ change }) => change)).size).toBe(labelledChanges.length);
});

describe.each(['breaking', 'judge', 'compatible'] as const)('%s', (level) => {
  test.each(labelledChanges.filter(({ is }) => is === level))('$change', (labelled) => {
    const [worst] = rated.get(labelled) ?? [];
    expect({ is: worst?.level, fact: worst?.fact, for: worst?.forWhom }).toEqual({
      is: level,
      fact: labelled.fact,
      for: labelled.for,
    });
  });
});

describe('nothing to tell', () => {
  test.each(labelledChanges.filter(({ is }) => is === undefined))('$change', (labelled) => {
    expect(rated.get(labelled)).toEqual([]);
  });
});

test('every change says what it is, for whom, and where; what is not harmless also says what to do', () => {
  for (const [labelled, changes] of rated) {
    const next = changed(labelled);
    for (const { level, what, forWhom, where, location, advice } of changes) {
      const place = pointerTokens(location);
      expect(valueAt(next, place) ?? valueAt(baseContract, place), location).toBeDefined();
      expect(what).toMatch(/^[A-Z`].*\.$/);
      expect(forWhom).toMatch(/^whoever \w/);
      expect(where).not.toEqual([]);
      expect(`${what} ${forWhom} ${advice}`).not.toMatch(/undefined|\[object/);
      if (level !== 'compatible') expect(advice).toMatch(/\.$/);
    }
  }
});
