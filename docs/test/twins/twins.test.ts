import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { OpenApiDocument } from '../../src/openapi.mjs';
import { contractSlice } from '../../src/twins/contract-slice.mjs';
import { llmsFiles } from '../../src/twins/llms-files.mjs';
import { markdownTwin } from '../../src/twins/markdown-twin.mjs';
import { pageHead } from '../../src/twins/page-head.mjs';
import { sitemapFiles } from '../../src/twins/sitemap.mjs';
import { twinFiles } from '../../src/twins/twin-files.mjs';

const spec = createRequire(import.meta.url)(
  '@enterprise-communications/spec/openapi.json',
) as OpenApiDocument;
const page = (path: string, markdown: string, group = '') => ({
  path,
  title: `The title of ${path}`,
  description: `What ${path} says`,
  group,
  markdown,
});
const paths = new Set([
  'index',
  'guides/first',
  'guides/channels/sms',
  'reference/index',
  'reference/operations/send',
]);

/** The twin of a page with this text, without the heading that it gets when it has none. */
const twinOf = (markdown: string, path = 'guides/first') =>
  markdownTwin({ path, title: 'Heading', description: 'About it.', markdown }, paths).replace(
    '# Heading\n\nAbout it.\n\n',
    '',
  );

describe('a Markdown twin', () => {
  test('begins with the title and the description where the page has no heading of its own', () => {
    const given = { path: 'index', title: 'Home', description: 'What it is.', markdown: '## More\n' };
    expect(markdownTwin(given, paths)).toBe('# Home\n\nWhat it is.\n\n## More\n');
  });

  test('has no front matter, no scripts and no components', () => {
    expect(
      twinOf(
        '---\ntitle: x\n---\n\n<script setup>\nimport x from "y";\n</script>\n\n# Title\n\n<TryIt id="x" />\n\nText <b>bold</b>.\n',
      ),
    ).toBe('# Title\n\nText bold.\n');
  });

  test('keeps an address between angle brackets', () => {
    expect(twinOf('Open <http://127.0.0.1:4020/> or <a@b.test>.\n')).toBe(
      'Open <http://127.0.0.1:4020/> or <a@b.test>.\n',
    );
  });

  test('keeps code as it is, but for what stands behind the language', () => {
    const code = '<b> [x](/reference/) ::: {#id}\n---\ntitle: y\n---';
    expect(twinOf(`\`\`\`html run=receiver {1}\n${code}\n\`\`\`\n`)).toBe(`\`\`\`html\n${code}\n\`\`\`\n`);
    expect(twinOf('Use `<b>` and `[a](/reference/)`.\n')).toBe('Use `<b>` and `[a](/reference/)`.\n');
    expect(twinOf('````md\n```sh x\n```\n````\n')).toBe('````md\n```sh x\n```\n````\n');
  });

  test('has the heading of a box, and not its marks', () => {
    expect(twinOf('::: tip Take care\nText.\n:::\n\n::: code-group\n\nMore.\n\n:::\n')).toBe(
      '**Take care**\n\nText.\n\nMore.\n',
    );
  });

  test('has no marks of anchors', () => {
    expect(twinOf('## Errors {#errors}\n')).toBe('## Errors\n');
  });

  test.each([
    ['/reference/operations/send', '../reference/operations/send.md'],
    ['/reference/operations/send.html#try', '../reference/operations/send.md#try'],
    ['/reference/', '../reference/index.md'],
    ['./channels/sms.md#text', 'channels/sms.md#text'],
    ['channels/sms', 'channels/sms.md'],
    ['/', '../index.md'],
    ['/openapi.json', '../openapi.json'],
    ['/v/0.1.0/', '../v/0.1.0/'],
    ['#errors', '#errors'],
    ['https://api.test/x', 'https://api.test/x'],
    ['mailto:a@b.test', 'mailto:a@b.test'],
  ])('links to twins and to files: %s', (target, expected) => {
    expect(twinOf(`See [it](${target} "Title").\n`)).toBe(`See [it](${expected} "Title").\n`);
  });
});

describe('the part of the contract that an operation needs', () => {
  const operationIds = [...Object.values(spec.paths), ...Object.values(spec.webhooks ?? {})].flatMap((item) =>
    Object.values(item).flatMap((operation) => (operation as { operationId?: string }).operationId ?? []),
  );

  test.each(operationIds)('%s: is complete in itself, and has no other operation', (operationId) => {
    const slice = contractSlice(spec, { operationId });
    const text = JSON.stringify(slice);
    expect([...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id)).toEqual([operationId]);
    for (const [, reference = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      expect(at(slice, reference), reference).toBeDefined();
      expect(at(slice, reference)).toEqual(at(spec, reference));
    }
    expect(text.length).toBeLessThan(JSON.stringify(spec).length / 2);
  });

  test('has its security scheme, which no reference names', () => {
    const { components } = contractSlice(spec, { operationId: 'getMessage' }) as Pick<
      OpenApiDocument,
      'components'
    >;
    expect(components?.securitySchemes).toEqual(spec.components?.securitySchemes);
  });

  test('of a schema is the schema and what it refers to', () => {
    const slice = contractSlice(spec, { schema: 'SendMessageBatchRequest' });
    expect(Object.keys(slice)).not.toContain('paths');
    expect(at(slice, 'components/schemas/SendMessageRequest')).toBeDefined();
    expect(at(slice, 'components/schemas/MessageSentEvent')).toBeUndefined();
  });
});

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .reduce((node: unknown, name) => (node as Record<string, unknown> | undefined)?.[name], document);
}

test('the twin of an operation ends with its part of the contract as YAML', () => {
  const send = page('reference/operations/send', '# Send\n');
  const [[path, twin] = ['', '']] = twinFiles(
    [send],
    spec,
    new Map([[send.path, { operationId: 'sendMessage' }]]),
  );
  expect(path).toBe('reference/operations/send.md');
  expect(twin).toMatch(/^# Send\n/);
  const [, yaml = ''] = /^````yaml\n([\s\S]*?)^````$/m.exec(twin) ?? [];
  expect(parse(yaml)).toEqual(contractSlice(spec, { operationId: 'sendMessage' }));
});

const pages = [
  page('index', '# Home\n'),
  page('guides/first', '# First\n\nText of the guide.\n', 'Start'),
  page('reference/operations/send', '# Send\n', 'Operations'),
];

describe('llms.txt', () => {
  const downloads = [{ path: 'openapi.yaml', title: 'openapi.yaml', description: 'The contract.' }];
  const made = (siteUrl: string) =>
    new Map(llmsFiles(spec, pages, twinFiles(pages, spec, new Map()), downloads, siteUrl));

  test('says what this is, and names each page by its twin, and each download', () => {
    expect(made('').get('llms.txt')).toBe(`# ${spec.info.title}

> ${spec.info.summary}

Version ${spec.info.version}.

## Pages

- [The title of index](index.md): What index says

## Start

- [The title of guides/first](guides/first.md): What guides/first says

## Operations

- [The title of reference/operations/send](reference/operations/send.md): What reference/operations/send says

## Downloads

- [openapi.yaml](openapi.yaml): The contract.
`);
  });

  test('has whole addresses where the address of the site is known', () => {
    expect(made('https://docs.test/api/').get('llms.txt')).toContain(
      '](https://docs.test/api/guides/first.md)',
    );
  });

  test('llms-full.txt has the text of every page', () => {
    const full = made('').get('llms-full.txt');
    for (const text of ['# Home', 'Text of the guide.', '# Send']) expect(full).toContain(text);
  });
});

describe('the sitemap', () => {
  test('has the address of every page', () => {
    const files = new Map(sitemapFiles(pages, 'https://docs.test/a&b/'));
    const addresses = [...(files.get('sitemap.xml') ?? '').matchAll(/<loc>(.*?)<\/loc>/g)].map(
      ([, loc]) => loc,
    );
    expect(addresses).toEqual([
      'https://docs.test/a&amp;b/',
      'https://docs.test/a&amp;b/guides/first.html',
      'https://docs.test/a&amp;b/reference/operations/send.html',
    ]);
    expect(files.get('robots.txt')).toContain('Sitemap: https://docs.test/a&b/sitemap.xml');
  });

  test('is not made when the address of the site is not known', () => {
    expect(sitemapFiles(pages, '')).toEqual([]);
  });
});

describe('the head of a page', () => {
  const [, guide = page('', '')] = pages;
  const head = (siteUrl: string) => pageHead(guide, { siteName: 'The API', siteUrl, root: '../' });

  test('tells title and description to those who show a link to it, and where its twin is', () => {
    expect(head('')).toEqual([
      ['meta', { property: 'og:type', content: 'website' }],
      ['meta', { property: 'og:site_name', content: 'The API' }],
      ['meta', { property: 'og:title', content: 'The title of guides/first' }],
      ['meta', { property: 'og:description', content: 'What guides/first says' }],
      ['link', { rel: 'alternate', type: 'text/markdown', href: '../guides/first.md' }],
    ]);
  });

  test('claims an address only where the address of the site is known', () => {
    expect(head('https://docs.test/')).toEqual(
      expect.arrayContaining([
        ['meta', { property: 'og:url', content: 'https://docs.test/guides/first.html' }],
        ['link', { rel: 'canonical', href: 'https://docs.test/guides/first.html' }],
      ]),
    );
  });
});
