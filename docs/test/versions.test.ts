import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { versionNote } from '../src/reference/version-note.mjs';
import { tagsOf } from './site-pages.ts';

const site = inject('site');
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const newest = JSON.parse(read('openapi.json')).info.version;
const textOf = (markup: string) => markup.replace(/<[^>]+>/g, '');

describe.each(readdirSync(join(site, 'v')))('the page of version %s', (version) => {
  const page = read(`v/${version}/index.html`);

  test('says which version it is, and leads to the newest', () => {
    const note = versionNote(version, { newest, root: '../../' }).toString();
    expect(page).toContain(note);
    expect(textOf(note)).toContain(`This is version ${version} of the contract.`);
    expect(page.indexOf(note)).toBeLessThan(page.indexOf('id="redoc"'));
  });

  test('is not for those who search the web', () => {
    const tags = tagsOf(page);
    expect(tags).toContainEqual({ name: 'meta', attributes: { name: 'robots', content: 'noindex' } });
    expect(tags.filter(({ attributes }) => attributes['rel'] === 'canonical')).toEqual([]);
  });
});

test('an earlier version names the newest, and what tells the difference', () => {
  const note = versionNote('1.2.3', { newest: '2.0.0', root: '../../' }).toString();
  expect(textOf(note)).toBe(
    'This is version 1.2.3 of the contract. The newest one is 2.0.0. The changelog says what is new in it.',
  );
  expect(tagsOf(note).flatMap(({ attributes: { href } }) => href ?? [])).toEqual([
    '../../reference/',
    '../../changelog/',
  ]);
});

test('the newest reference in one page is no page of a version', () => {
  const page = read('reference/all-in-one/index.html');
  expect(page).not.toContain('version-note');
  expect(page).not.toContain('noindex');
});
