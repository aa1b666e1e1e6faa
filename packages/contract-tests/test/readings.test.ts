import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { specFolder } from '../src/contract.ts';
import { readContract } from '../src/contract-reading.ts';
import type { Reading } from '../src/reading.ts';
import { readTypes } from '../src/types-reading.ts';

const require = createRequire(import.meta.url);
const byRedocly = readContract();

interface OtherReading {
  tool: string;
  read: () => Promise<Reading>;
  /** Schemas that the tool does not have, and why that is known and harmless. */
  without: Record<string, string>;
}

const others: OtherReading[] = [
  {
    tool: 'the published types',
    async read() {
      const types = dirname(require.resolve('@enterprise-communications/types'));
      return readTypes(readFileSync(join(types, 'generated/openapi.d.ts'), 'utf8'));
    },
    without: {},
  },
  {
    tool: 'openapi-typescript, from the files as they are written',
    async read() {
      const ast = await openapiTS(pathToFileURL(join(specFolder, 'openapi.yaml')), {
        defaultNonNullable: false,
      });
      return readTypes(astToString(ast));
    },
    without: {
      ExpiresOn:
        'Only adds a title and a description to UtcDateTime, which the older Redocly in this tool puts in its place. ' +
        'The published types are made from the bundle, which keeps it.',
    },
  },
];

describe.each(others)("Redocly's bundle agrees with $tool:", ({ read, without }) => {
  let other: Reading;
  beforeAll(async () => {
    other = await read();
  });

  test('the same operations, with their methods and paths', () => {
    expect(Object.keys(byRedocly.operations).length).toBeGreaterThan(0);
    expect(other.operations).toEqual(byRedocly.operations);
  });

  test('the same webhooks', () => {
    expect(Object.keys(byRedocly.webhooks).length).toBeGreaterThan(0);
    expect(other.webhooks).toEqual(byRedocly.webhooks);
  });

  test('the same statuses, and the same schemas of what is sent and answered', () => {
    expect(byRedocly.bodies['sendMessage']?.['201']).toEqual(['Message']);
    expect(Object.keys(other.bodies).sort()).toEqual(Object.keys(byRedocly.bodies).sort());
    for (const [id, bodies] of Object.entries(other.bodies)) {
      expect(bodies, id).toEqual(byRedocly.bodies[id]);
    }
  });

  test('the same schemas', () => {
    const names = Object.keys(byRedocly.schemas).sort();
    expect(names.filter((name) => !(name in other.schemas))).toEqual(Object.keys(without));
    expect(Object.keys(other.schemas).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('the same properties of each schema, required and optional, and the same values', () => {
    expect(byRedocly.schemas['SendMessageRequest']?.required).toEqual(['to']);
    expect(byRedocly.schemas['ShortenLinks']?.values).toEqual(['marked', 'off', 'on']);
    for (const [name, schema] of Object.entries(other.schemas)) {
      expect(schema, name).toEqual(byRedocly.schemas[name]);
    }
  });
});
