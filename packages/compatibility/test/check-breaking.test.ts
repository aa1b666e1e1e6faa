import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baseContract, changed, labelledChanges } from './labelled-changes.ts';

const command = fileURLToPath(new URL('../dist/check-breaking.js', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-breaking-'));
  write('spec/openapi.yaml', 'openapi: 3.1.1\ninfo:\n  title: Notes\n  version: 1.0.0\n');
  write('spec/released/1.0.0/openapi.json', JSON.stringify(baseContract));
  write('spec/released/0.9.0/openapi.json', '{ "openapi": "3.1.1" }');
  write('spec/dist/openapi.json', JSON.stringify(baseContract));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const read = (file: string) => readFileSync(join(root, file), 'utf8');
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, '--root', root, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
/** As the build does after a change of the contract, or of its version. */
function build(name: string) {
  const found = labelledChanges.find(({ change }) => change === name);
  const contract = found ? changed(found) : expect.unreachable(name);
  const version = /version: (.*)/.exec(read('spec/openapi.yaml'))?.[1];
  write('spec/dist/openapi.json', JSON.stringify({ ...contract, info: { title: 'Notes', version } }));
}

test('nothing changed: it says so, and ends with 0', () => {
  expect(run()).toEqual({
    status: 0,
    stdout: 'The contract is the one that was released as 1.0.0.\n',
    stderr: '',
  });
});

test('a breaking change is red until --write makes it a new major version with a changelog entry', () => {
  build('a field of an event is removed');
  const red = run();
  expect(red.status).toBe(1);
  expect(red.stdout).toContain('whoever receives `note.sent`');
  expect(red.stderr).toContain('needs 2.0.0 or newer');

  expect(run('--write').status).toBe(0);
  expect(read('spec/openapi.yaml')).toContain('\n  version: 2.0.0\n');
  expect(read('.changeset/contract.md')).toContain('`payload.extra` is gone.');
  build('a field of an event is removed');
  expect(run()).toMatchObject({ status: 0, stderr: '' });
});

test('--write leaves everything as it is while a change waits to be judged', () => {
  build('an error can be another status too');
  expect(run('--write')).toMatchObject({ status: 1 });
  expect(read('spec/openapi.yaml')).toContain('version: 1.0.0');
  expect(existsSync(join(root, '.changeset'))).toBe(false);
});

test('--write takes an entry away that tells of changes that are undone', () => {
  write('.changeset/contract.md', '---\n"@enterprise-communications/spec": minor\n---\n\nOld.\n');
  expect(run().status).toBe(1);
  expect(run('--write').status).toBe(0);
  expect(existsSync(join(root, '.changeset/contract.md'))).toBe(false);
});

describe('bad input is one line and ends with 2:', () => {
  test.each<[string, () => void, string[], RegExp]>([
    [
      'an unknown flag',
      () => {},
      ['--wirte'],
      /^Unknown option '--wirte'\. See: pnpm check:breaking --help$/,
    ],
    ['no bundle', () => rmSync(join(root, 'spec/dist'), { recursive: true }), [], /pnpm build$/],
    [
      'a bundle that is no JSON',
      () => write('spec/dist/openapi.json', '{'),
      [],
      /spec\/dist\/openapi\.json: .*JSON/,
    ],
    [
      'a bundle that is no contract',
      () => write('spec/dist/openapi.json', '[]'),
      [],
      /no OpenAPI description/,
    ],
    [
      'a reference that leads nowhere',
      () => write('spec/dist/openapi.json', '{"openapi":"3.1.1","paths":{"/a":{"$ref":"#/b"}}}'),
      [],
      /the \$ref #\/b leads nowhere/,
    ],
    [
      'no release',
      () => rmSync(join(root, 'spec/released'), { recursive: true }),
      [],
      /released: .* is missing/,
    ],
    [
      'a folder that is no version',
      () => write('spec/released/next/openapi.json', '{}'),
      [],
      /'next' is not a version/,
    ],
    [
      'a judgement without a reason',
      () => write('spec/judgements.json', '[{"fact":"a","location":"#"}]'),
      [],
      /entry 1 needs a `why`/,
    ],
    [
      'a version that is none',
      () => write('spec/dist/openapi.json', JSON.stringify({ ...baseContract, info: { version: 'soon' } })),
      [],
      /info\.version: 'soon' is not a version/,
    ],
  ])('%s', (_, prepare, args, message) => {
    prepare();
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr.trim()).toMatch(message);
  });
});

test('--help shows an example for each flag', () => {
  const { stdout } = run('--help');
  for (const flag of ['--write', '--root', '--help']) expect(stdout).toContain(`pnpm check:breaking ${flag}`);
});
