import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACCEPTED } from '../scripts/accepted-licences.mjs';
import { billOfMaterials } from '../scripts/bill-of-materials.mjs';
import { rowsOf } from '../scripts/dependency-table.mjs';
import { installedLicences } from '../scripts/installed-licences.mjs';
import { workspace } from '../src/workspace.ts';

const read = (file: string) => readFileSync(join(workspace, file), 'utf8');

describe("CONTRIBUTING's table of dependencies", () => {
  const rows = rowsOf(read('CONTRIBUTING.md'));

  test('has each entry of the catalog once, and nothing else', () => {
    const catalog = Object.keys(parse(read('pnpm-workspace.yaml')).catalog);
    expect(rows.flatMap(({ names }) => names).sort()).toEqual(catalog.sort());
  });

  test.each(rows.map((row) => [row.names.join(', '), row] as const))(
    '%s: why, in place of what, and what it weighs',
    (_, { why, instead, weight }) => {
      expect(why).not.toBe('');
      expect(instead).not.toBe('');
      expect(weight, 'Have it written: pnpm weigh').toMatch(/^(< )?[\d.]+ MB in \d+$/);
    },
  );
});

const all = installedLicences(workspace);

test('everything that is installed is under a licence that is accepted', () => {
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ license }) => !ACCEPTED.has(license))).toEqual([]);
});

describe('the bill of materials', () => {
  const json = billOfMaterials(workspace, all);
  const { components, dependencies } = JSON.parse(json);
  const scopeOf = (name: string) =>
    components.find(
      (one: { name: string; group?: string }) => [one.group, one.name].filter(Boolean).join('/') === name,
    )?.scope;

  test('is valid by the schema of CycloneDX', async () => {
    expect(await new JsonStrictValidator(Version.v1dot6).validate(json)).toBeNull();
  });

  test('is the same when it is made again', () => {
    expect(billOfMaterials(workspace, all)).toBe(json);
  });

  test('has everything that the lockfile has, with its hash', () => {
    const locked = Object.keys(parse(read('pnpm-lock.yaml')).packages);
    const hashed = components.filter((one: { hashes?: unknown[] }) => one.hashes?.length === 1);
    expect(hashed.map((one: { 'bom-ref': string }) => one['bom-ref']).sort()).toEqual(locked.sort());
  });

  test.each([
    ['openapi-fetch', 'required'],
    ['openapi-typescript-helpers', 'required'],
    ['@stoplight/prism-http', 'required'],
    ['preact', 'required'],
    ['vitest', 'excluded'],
    ['undici', 'excluded'],
  ])('says of %s that it is %s', (name, scope) => {
    expect(scopeOf(name)).toBe(scope);
  });

  test('says what brings what', () => {
    const of = (name: string) =>
      dependencies.find(({ ref }: { ref: string }) => ref.startsWith(`${name}@`))?.dependsOn ?? [];
    expect(of('@enterprise-communications/client')).toContainEqual(expect.stringMatching(/^openapi-fetch@/));
    expect(of('@enterprise-communications/client')).toContainEqual(
      expect.stringMatching(/^@enterprise-communications\/types@/),
    );
    expect(of('openapi-fetch')).toEqual([expect.stringMatching(/^openapi-typescript-helpers@/)]);
  });
});
