import { parse } from 'yaml';
import { frontMatter } from '../front-matter.mjs';

/**
 * The page that names everything a program can take from the site.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {[path: string, content: string | Buffer][]} files of the newest version
 * @param {{ version: string, files: [path: string, content: string | Buffer][] }[]} versions that have a folder of their
 *   own, the newest first
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function downloadsPage({ info }, files, versions) {
  const content = new Map(files);
  /** @type {import('./example-files.mjs').ExampleEntry[]} */
  const examples = JSON.parse(String(content.get('examples/index.json')));
  const title = 'Downloads';
  const description =
    'The contract, a Postman collection, workflows, examples and the outcomes of the sandbox, as files.';
  const body = [
    `# ${title}`,
    'Everything that this site says is in these files, for programs to read.',
    table(
      ['file', 'what it is'],
      described.filter(([path]) => content.has(path)).map(([path, what]) => [link(path), what]),
    ),
    'The whole reference is there as [one page](/reference/all-in-one/) too, to keep or to print.',
    '## Versions',
    `The addresses on this page lead to the newest contract, now ${info.version}. The same files stay at an address of their own for each version:`,
    table(
      ['version', 'reference', 'files'],
      versions.map((one) => [
        one.version,
        link(`v/${one.version}/`, 'as it was'),
        one.files
          .filter(([path]) => !/^examples\/(?!index)/.test(path))
          .map(([path]) => link(`v/${one.version}/${path}`, path))
          .join(', '),
      ]),
    ),
    '## Text',
    'Each page of this site is there as Markdown too, at its address with `.md` in the place of `.html`. The page of an operation, an event or a schema then carries its part of the contract.',
    table(
      ['file', 'what it is'],
      text.map(({ path, description: what }) => [link(path), what]),
    ),
    '## Workflows',
    'The journeys of an integration in [Arazzo](https://spec.openapis.org/arazzo/latest.html): which calls, in which order, until when.',
    table(
      ['file', 'journey'],
      [...content]
        .filter(([path]) => path.startsWith('workflows/'))
        .map(([path, text]) => [
          link(path, path.slice('workflows/'.length)),
          parse(String(text)).info.summary,
        ]),
    ),
    '## Examples',
    'Each request, response and event of the contract. The index says where each of them is used.',
    ...Object.entries({ request: 'Requests', response: 'Responses', event: 'Events' }).flatMap(
      ([kind, heading]) => [
        `### ${heading}`,
        table(
          ['file', 'example'],
          examples
            .filter((example) => example.kind === kind)
            .map(({ name, file, summary }) => [link(`examples/${file}`, name), summary]),
        ),
      ],
    ),
  ];
  return {
    path: 'downloads/index',
    title,
    description,
    group: '',
    markdown: `${frontMatter({ title, description })}\n${body.filter((part) => part !== '').join('\n\n')}\n`,
  };
}

const text = [
  {
    path: 'llms.txt',
    description: 'Every page and file of this site, with its address, for a language model.',
  },
  { path: 'llms-full.txt', description: 'The text of every page in one file.' },
];

/** @type {[path: string, what: string][]} */
const described = [
  ['openapi.yaml', 'The contract, an OpenAPI description, as YAML.'],
  ['openapi.json', 'The same as JSON.'],
  ['postman-collection.json', 'A Postman collection with a request for each example.'],
  ['examples/index.json', 'An index of the examples.'],
  ['examples/invalid.json', 'Requests that must be refused, each with the failures to expect.'],
  ['sandbox-outcomes.json', 'The recipients and tokens with which the sandbox does something special.'],
];

/**
 * @param {[path: string, content: string | Buffer][]} files
 * @returns {{ path: string, title: string, description: string }[]} those that need no page to be understood
 */
export function describedDownloads(files) {
  const paths = new Set(files.map(([path]) => path));
  return described
    .filter(([path]) => paths.has(path))
    .map(([path, description]) => ({ path, title: path, description }));
}

/** @param {string} path @param {string} [name] */
const link = (path, name = path) => `[${name}](/${path})`;

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return rows.length > 0 ? lines.join('\n') : '';
}
