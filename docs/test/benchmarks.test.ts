import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { root } from './guide-pages.ts';

const site = inject('site');
const read = (path: string) => readFileSync(join(site, path), 'utf8');
const reports = readdirSync(new URL('../benchmarks', import.meta.url)).map((name) => name.replace('.md', ''));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test('the bar on top of each page leads to the benchmarks, and their page to each of them', () => {
  expect(read('index.html')).toContain('href="./benchmarks/"');
  for (const name of reports) expect(read('benchmarks/index.html')).toContain(`./${name}.html"`);
});

describe.each(reports)('%s', (name) => {
  const text = read(`benchmarks/${name}.html`).replace(/<[^>]+>/g, '');

  test('is in the sidebar, the search, and as Markdown', () => {
    const [, title = ''] =
      /^title: (.*)$/m.exec(readFileSync(join(root, `docs/benchmarks/${name}.md`), 'utf8')) ?? [];
    const sidebar = /<aside class="VPSidebar"[\s\S]*?<\/aside>/.exec(read('benchmarks/index.html'))?.[0];
    expect(sidebar).toContain(title);
    const chunks = join(site, 'assets/chunks');
    const index = readdirSync(chunks).find((file) => file.startsWith('@localSearchIndex')) ?? '';
    expect(readFileSync(join(chunks, index), 'utf8')).toContain(`"title":"${title}"`);
    expect(read(`benchmarks/${name}.md`)).toContain(`# ${title}`);
  });

  test('names the command that made it, and files that are there', () => {
    const [, command = ''] = /(?:made|written) by (pnpm [\w -]+)/i.exec(text) ?? [];
    const script = command.replace(/^pnpm (--filter \w+ )?/, '').split(' ')[0] ?? '';
    expect(command.includes('--filter') || scripts[script] !== undefined, command).toBe(true);
    const files = text.match(/\b(?:docs|packages)\/[\w/-]+\.mjs\b/g) ?? [];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
