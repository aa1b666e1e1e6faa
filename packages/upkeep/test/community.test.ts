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

  test('names commands that there are', () => {
    const builtIn = ['install', 'audit', 'licenses', 'exec', 'publish'];
    const commands = [...read(page).matchAll(/(?:`|^)pnpm (?:run )?([a-z][\w:-]*)/gm)].map(
      ([, name = '']) => name,
    );
    expect(commands.filter((name) => !(name in scripts) && !builtIn.includes(name))).toEqual([]);
  });
});

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
