import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { chromiumPath, inChromium } from './chromium.ts';
import { openPage } from './open-page.ts';
import { siteInChromium } from './site-in-chromium.ts';

const site = inject('site');
const { paths, webhooks, components } = JSON.parse(readFileSync(join(site, 'openapi.json'), 'utf8'));

const operationIds = [...Object.values<object>(paths), ...Object.values<object>(webhooks)]
  .flatMap((item) => Object.values(item))
  .flatMap(({ operationId }: { operationId?: string }) => operationId ?? []);
const properties = Object.values<{ properties?: object }>(components.schemas).flatMap((schema) =>
  Object.keys(schema.properties ?? {}),
);
const errors = Object.keys(components.responses);
const guides = readdirSync(new URL('../guides', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(new URL(`../guides/${name}`, import.meta.url), 'utf8'))
  .map((markdown) => /^title: (.*)$/m.exec(markdown)?.[1] ?? '');

const wanted = [...new Set([...operationIds, ...properties, ...errors, ...guides])];
/** With TEST_SIZE=full every word is typed in; otherwise one of each kind. */
const typed =
  process.env['TEST_SIZE'] === 'full'
    ? wanted
    : [operationIds[0], properties.at(-1), errors[0], guides[0]].map((word) => word ?? '');

test('what is searched has a title for every operation id, property, error and guide', () => {
  const folder = join(site, 'assets/chunks');
  const file = readdirSync(folder).find((name) => name.startsWith('@localSearchIndex')) ?? '';
  const index = readFileSync(join(folder, file), 'utf8');
  const titles = [...index.matchAll(/"title":"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) => title);
  expect(titles.length).toBeGreaterThan(wanted.length);
  const words = new Set(titles.flatMap((title) => [title, ...title.split(' ')]));
  const found = (word: string) => words.has(word) || titles.some((title) => title.startsWith(word));
  expect(wanted.filter((word) => !found(word))).toEqual([]);
});

describe.skipIf(chromiumPath === undefined)(`the search ${inChromium}`, () => {
  const running = siteInChromium();

  test('finds what is typed in, by the keyboard alone', async () => {
    await using opened = await openPage(running.browser, running.server.url);
    const { page, faults } = opened;
    await page.keyboard.press('Control+k');
    const box = page.getByRole('searchbox');
    const missing: string[] = [];
    for (const word of typed) {
      await box.fill(word);
      await page
        .locator('.results .result', { hasText: word })
        .first()
        .waitFor({ timeout: 15_000 })
        .catch(() => missing.push(word));
    }
    expect(missing).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(/#|guides/);
    expect(faults).toEqual([]);
  }, 600_000);
});
