import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workspace } from '../src/workspace.ts';

const read = (file: string) => readFileSync(join(workspace, file), 'utf8');
const { scripts } = JSON.parse(read('package.json'));
const pages = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'];

describe.each([...pages, '.github/PULL_REQUEST_TEMPLATE.md'])('%s', (page) => {
  test('links to files that are there', () => {
    const links = [...read(page).matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g)].map(([, link = '']) => link);
    const missing = links.filter((link) => !existsSync(join(workspace, dirname(page), link)));
    expect(missing).toEqual([]);
  });

  test('names commands that there are', () => expect(unknownCommands(read(page))).toEqual([]));
});

describe.each(readdirSync(join(workspace, '.github/workflows')))('.github/workflows/%s', (name) => {
  const text = read(`.github/workflows/${name}`);
  const { permissions, jobs } = parse(text);
  const steps = Object.values<{ steps: { uses?: string; run?: string }[] }>(jobs).flatMap((job) => job.steps);

  // Whoever can move a tag could run code of theirs with the rights of the workflow.
  test('takes each action by the hash of its commit', () => {
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.length).toBeGreaterThan(1);
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
  });

  test('may do nothing but read, but for what a job asks for', () => {
    expect([{}, { contents: 'read' }]).toContainEqual(permissions);
  });

  test('runs commands that there are', () => {
    const lines = steps.flatMap(({ run }) => run ?? []).join('\n');
    expect(unknownCommands(lines)).toEqual([]);
    const missing = [...lines.matchAll(/\b(?:node|bash) ([\w./-]+)/g)]
      .map(([, file = '']) => file)
      .filter((file) => file.includes('/') && !existsSync(join(workspace, file)));
    expect(missing).toEqual([]);
  });
});

test('each push lists the licences, writes the bill of materials, and asks for known faults', () => {
  const { on, jobs } = parse(read('.github/workflows/ci.yml'));
  expect(Object.keys(on)).toContain('push');
  const lines = jobs.dependencies.steps.map(({ run = '' }: { run?: string }) => run);
  for (const command of ['pnpm licences', 'pnpm sbom', 'pnpm audit'])
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${command}( |$)`)));
});

function unknownCommands(text: string): string[] {
  const builtIn = ['install', 'audit', 'licenses', 'exec', 'publish'];
  return [...text.matchAll(/(?:`|^)pnpm (?:run )?([a-z][\w:-]*)/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in scripts) && !builtIn.includes(name));
}

// What GitHub shows as a form; one that it cannot read it does not offer, and says so to nobody.
describe('each form of an issue', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const forms = readdirSync(join(workspace, folder)).filter((name) => name !== 'config.yml');

  test.each(forms)('%s has a name, a description and fields with names of their own', (name) => {
    const form = parse(read(`${folder}/${name}`));
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const fields = form.body.filter(({ type }: { type: string }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(1);
    const ids = fields.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { type, id, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(id).toMatch(/^[\w-]+$/);
      expect(attributes.label).toBeTruthy();
    }
  });
});
