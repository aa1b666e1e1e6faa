import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A description of one operation, GET /greeting, which needs no token and answers with this example. */
export function greeting(example: string) {
  return {
    openapi: '3.1.1',
    info: { title: 'Greeting API', version: '9.9.9' },
    paths: {
      '/greeting': {
        get: {
          responses: {
            200: {
              description: 'A greeting.',
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Greeting' },
                  examples: { first: { value: example } },
                },
              },
            },
          },
        },
      },
    },
    components: { schemas: { Greeting: { type: 'string' } } },
  };
}

/** Makes a file that is deleted after the test; returns its path. */
export function temporaryFile(name: string, content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

type Case = [what: string, name: string, content: string | object, complaint: string];

/** Descriptions that cannot be served, and what is said about each after the file's name. */
export const UNUSABLE: Case[] = [
  ['broken JSON', 'broken.json', '{\n  "openapi": "3.1.1",\n  "info": {\n', ':4: is not JSON or YAML: '],
  [
    'broken YAML',
    'broken.yaml',
    'openapi: 3.1.1\ninfo:\n  title: [\npaths: {}\n',
    ':4: is not JSON or YAML: ',
  ],
  ['a repeated YAML key', 'twice.yaml', 'openapi: 3.1.1\ninfo: {}\ninfo: {}\n', ':3: is not JSON or YAML: '],
  ['plain text', 'notes.txt', 'hello', ': is not an OpenAPI 3 description'],
  ['nothing at all', 'empty.json', '', ': is not an OpenAPI 3 description'],
  ['OpenAPI 2', 'old.json', { swagger: '2.0', paths: {} }, ': is not an OpenAPI 3 description'],
  [
    'a $ref to nothing in JSON',
    'dangling.json',
    '{\n  "openapi": "3.1.1",\n  "paths": {\n    "/x": {\n      "$ref": "#/components/pathItems/gone"\n    }\n  }\n}\n',
    ':5: "$ref" leads to nothing, "#/components/pathItems/gone"',
  ],
  [
    'a $ref to nothing in YAML',
    'dangling.yaml',
    "openapi: 3.1.1\npaths:\n  /x:\n    $ref: '#/components/pathItems/gone'\n",
    ':4: "$ref" leads to nothing, "#/components/pathItems/gone"',
  ],
  [
    'a $ref to itself',
    'circle.yaml',
    "openapi: 3.1.1\npaths: {}\ncomponents:\n  schemas:\n    A:\n      $ref: '#/components/schemas/A'\n",
    ':6: "$ref" leads to nothing, "#/components/schemas/A"',
  ],
  [
    'a $ref to another file',
    'parts.yaml',
    'openapi: 3.1.1\npaths:\n  /x:\n    $ref: paths/x.yaml\n',
    ':4: "$ref" leads to another file, "paths/x.yaml"; bundle the description into one file first',
  ],
  [
    'a $ref to another host',
    'far.yaml',
    'openapi: 3.1.1\npaths:\n  /x:\n    $ref: http://far.example/x.yaml\n',
    ':4: "$ref" leads to another file, "http://far.example/x.yaml"; bundle the description into one file first',
  ],
  ['no operation', 'bare.json', { openapi: '3.1.1', paths: {} }, ': cannot be served: it has no operations'],
  ['paths of the wrong shape', 'odd.json', { openapi: '3.1.1', paths: 7 }, ': cannot be served: '],
];
