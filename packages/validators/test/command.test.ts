import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { specOf } from './compile-fixture.ts';

const command = fileURLToPath(new URL('../dist/generator/command.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'validators-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, text: string) => {
  writeFileSync(join(directory, name), text);
  return name;
};
const run = (...args: string[]) =>
  spawnSync(process.execPath, [command, ...args], { cwd: directory, encoding: 'utf8' });

test('writes the modules, and the same bytes when it runs again', () => {
  const spec = file('good.json', JSON.stringify(specOf({ Order: { type: 'object', required: ['to'] } })));
  const [once, twice] = ['once', 'twice'].map((out) => {
    expect(run('--spec', spec, '--out', out)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const files = readdirSync(join(directory, out)).sort();
    return files.map((name) => [name, readFileSync(join(directory, out, name), 'utf8')]);
  });
  expect(once?.map(([name]) => name)).toEqual([
    ...[
      'ajv-runtime.js',
      'compiled.js',
      'formats.js',
      'index.d.ts',
      'index.js',
      'operations.d.ts',
      'operations.js',
    ],
  ]);
  expect(once).toEqual(twice);
});

test('--help shows an example for each flag', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  for (const flag of ['--spec ../', '--out dist']) expect(stdout).toContain(`example: ${flag}`);
});

describe('bad input gives one clear line, and nothing is written', () => {
  const misspelt = JSON.stringify(specOf({ Order: { type: 'object', minLenght: 1 } }));
  test.each([
    ['no bundle', 'none.json', /none\.json: there is no such file\. Bundle the spec first: pnpm/],
    ['a folder for a bundle', '.', /\.: cannot be read \(EISDIR\)/],
    [
      'a bundle that is no JSON',
      file('text.json', '{ "openapi": '),
      /text\.json: is not JSON \(.*\)\. Bundle/,
    ],
    ['a bundle that is no object', file('null.json', 'null'), /null\.json: is not an OpenAPI 3\.1 document/],
    [
      'an older OpenAPI',
      file('old.json', '{"openapi":"3.0.3"}'),
      /old\.json: is not an OpenAPI 3\.1 document/,
    ],
    [
      'a fault in a schema',
      file('misspelt.json', misspelt),
      /#\/components\/schemas\/Order: keyword "minLenght"/,
    ],
  ])('%s', (_name, spec, line) => {
    const { status, stdout, stderr } = run('--spec', spec, '--out', 'faulty');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^validators: ${line.source}.*\\n$`));
    expect(readdirSync(directory)).not.toContain('faulty');
  });

  test('an unknown flag', () => {
    const { status, stderr } = run('--spek', 'a.json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^validators: Unknown option '--spek'.*\n$/);
  });
});
