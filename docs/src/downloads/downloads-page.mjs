import { parse } from 'yaml';

/**
 * The page that names everything a program can take from the site.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {[path: string, content: string | Buffer][]} files of the newest version
 * @param {string[]} versions that have a folder of their own, the newest first
 * @returns {import('../twins/twin-files.mjs').SitePage}
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
    '## Versions',
    `The addresses on this page lead to the newest contract, now ${info.version}. The same files stay at an address of their own for each version:`,
    versions.map((version) => `- [${version}](/v/${version}/), at \`v/${version}/\``).join('\n'),
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
    markdown: `---\n${JSON.stringify({ title, description })}\n---\n\n${body.filter((part) => part !== '').join('\n\n')}\n`,
  };
}

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
