import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clientTraffic } from '../client-traffic.ts';
import type { Facts } from '../matrix/facts.ts';
import { pageFacts, twinFacts } from '../matrix/site-facts.ts';
import { trafficFacts } from '../matrix/traffic-facts.ts';
import { typesFacts } from '../matrix/types-facts.ts';
import { type Validators, validatorsFacts } from '../matrix/validators-facts.ts';
import { mockTraffic } from '../mock-traffic.ts';
import { readReference, siteFolder } from '../site-files.ts';
import { workspace } from '../workspace.ts';
import type { Mutation } from './mutation.ts';

/** One change to something that is made from the contract. */
export interface ArtifactMutation extends Mutation {
  /** Its name in the truth matrix. */
  artifact: string;
  /** What the artifact says after the change. */
  facts(): Promise<Facts>;
  /** What it says without the change, read in the same way. */
  unchanged(): Promise<Facts>;
}

/** A way to change a text: every match is a mutation. */
interface Edit {
  kind: string;
  find: RegExp;
  /** What takes the place of a match. */
  put: string;
  /** At most so many, spread over the file. @default 6 */
  most?: number;
}

const require = createRequire(import.meta.url);
const distOf = (name: string) => dirname(require.resolve(`@enterprise-communications/${name}`));

/** Single changes to generated code, and to what the mock answers. */
export function artifactMutations(): ArtifactMutation[] {
  const [types, validators, client, mock] = ['types', 'validators', 'client', 'mock'].map(distOf) as [
    ...[string, string, string, string],
  ];
  return [
    ...edited('types', join(types, 'generated/openapi.d.ts'), typeEdits, async (text) => typesFacts(text)),
    ...edited('validators', join(validators, 'compiled.js'), validatorEdits, (text) =>
      inCopy(validators, 'compiled.js', text, async (folder) =>
        validatorsFacts((await import(pathToFileURL(join(folder, 'operations.js')).href)) as Validators),
      ),
    ),
    ...['generated/operations.js', 'generated/retry-after-header.js'].flatMap((file) =>
      edited('client', join(client, file), clientEdits, (text) =>
        inCopy(client, file, text, async (folder) => {
          const { createClient } = await import(pathToFileURL(join(folder, 'index.js')).href);
          return trafficFacts(await clientTraffic(createClient));
        }),
      ),
    ),
    ...edited('mock', join(mock, 'openapi.json'), mockEdits, (text) =>
      inCopy(mock, 'openapi.json', text, async (folder) =>
        trafficFacts(await mockTraffic({ spec: join(folder, 'openapi.json') })),
      ),
    ),
    ...inReference('reference of the site', '.html', pageEdits, pageFacts),
    ...inReference('Markdown twins', '.md', twinEdits, twinFacts),
  ];
}

/** Changes to pages of the site, one of each kind. */
function inReference(
  artifact: string,
  extension: '.html' | '.md',
  edits: Edit[],
  factsOf: (pages: Map<string, string>) => Facts,
): ArtifactMutation[] {
  const pages = readReference(extension);
  const shown = ['operations/send-message', 'operations/send-message/sms', 'events/message-sent'];
  return [...shown, 'schemas/message-part', 'schemas/shorten-links'].flatMap((path) =>
    edited(artifact, join(siteFolder, 'reference', `${path}${extension}`), edits, async (text) =>
      factsOf(new Map([...pages, [path, text]])),
    ),
  );
}

const typeEdits: Edit[] = [
  {
    kind: 'type: required is optional',
    find: /(?<=^ {12}\w+)(?=: (?:string|components\["schemas"\]))/gm,
    put: '?',
    most: 12,
  },
  {
    kind: 'type: optional is required',
    find: /(?<=^ {12}\w+)\?(?=: (?:string|boolean|components\["schemas"\]))/gm,
    put: '',
    most: 12,
  },
  {
    kind: 'type: property renamed',
    find: /(?<=^ {12}\w+)(?=\?: (?:string|components\["schemas"\]))/gm,
    put: '2',
    most: 12,
  },
  { kind: 'type: value dropped', find: /"(?:sms|processing|marked|read)" \| /g, put: '' },
  { kind: 'type: status changed', find: /(?<=^ {12})(?:20\d|4\d\d|503)(?=: )/gm, put: '299', most: 8 },
  { kind: 'type: path changed', find: /(?<=^ {4}"\/apispaces[^"]*)(?=": \{)/gm, put: '2' },
  { kind: 'type: header dropped', find: /^ {16}"Retry-After": .*\n/gm, put: '' },
];
const validatorEdits: Edit[] = [
  {
    kind: 'validator: required dropped',
    find: /\bdata\d*\.\w+ === void 0(?= && \(missing)/g,
    put: 'false',
    most: 16,
  },
  {
    kind: 'validator: limit changed',
    find: /(?<=\(data\d+\) |data\d+ )[<>] (?!0)\d+/g,
    put: '< 0',
    most: 16,
  },
  { kind: 'validator: pattern changed', find: /(?<=new RegExp\(")[^"]+/g, put: '.*', most: 8 },
];
const clientEdits: Edit[] = [
  { kind: 'client: method changed', find: /(?<=method: ")(?:GET|POST)/g, put: 'PUT' },
  { kind: 'client: path changed', find: /(?<=path: ")\/apispaces/g, put: '/spaces' },
  { kind: 'client: header renamed', find: /Retry-After(?=";)/g, put: 'Wait' },
];
const mockEdits: Edit[] = [
  { kind: 'mock: status changed', find: /(?<=")(?:201|202|413)(?=": \{)/g, put: '299' },
  { kind: 'mock: answer changed', find: /I love Comapi/g, put: 'Another text', most: 3 },
  {
    kind: 'mock: answer changed',
    find: /58bde0da-b380-4cb2-8dd1-ca74fc7a0cda/g,
    put: '58bde0da-b380-4cb2-8dd1-ca74fc7a0cdb',
  },
  { kind: 'mock: header renamed', find: /"Retry-After"(?=: \{)/g, put: '"Wait"' },
  { kind: 'mock: path changed', find: /(?<="\/)apispaces(?=[^"]*": \{)/g, put: 'spaces' },
  {
    kind: 'mock: answer swapped',
    find: /(?<="#\/components\/responses\/)(?:Forbidden|MessageNotFound)/g,
    put: 'BadRequest',
    most: 2,
  },
];

const pageEdits: Edit[] = [
  { kind: 'page: method changed', find: /(?<=<strong><code>)POST(?=<)/g, put: 'PUT' },
  { kind: 'page: path changed', find: /(?<=<\/strong> <code>)\/apispaces/g, put: '/spaces' },
  { kind: 'page: status changed', find: /(?<=<h3 id="answer-\w+" tabindex="-1">)\w/g, put: '9', most: 3 },
  { kind: 'page: body of another schema', find: /(?<=Body: <a [^>]*>)\w/g, put: 'X', most: 2 },
  { kind: 'page: header renamed', find: /(?<=(?:Header: |<li>)<a [^>]*><code>)(?=[RX])/g, put: 'A', most: 2 },
  { kind: 'page: required is optional', find: / <strong>required<\/strong>/g, put: '', most: 3 },
  {
    kind: 'page: property renamed',
    find: /(?<=<h3 id="\w+" tabindex="-1"><code>)(?=\w)/g,
    put: 'a',
    most: 2,
  },
  { kind: 'page: limit changed', find: /(?<=at least )\d|\d(?= or more)/g, put: '7' },
  { kind: 'page: value dropped', find: /<code>off<\/code>, /g, put: '' },
  {
    kind: 'page: example changed',
    find: /(?<=I love |clientRef[^\n]*)(?:Comapi|e9f1)/g,
    put: 'c0c0',
    most: 2,
  },
  {
    kind: 'page: example changed',
    find: /(?<=<h2 id="body".*447)700900123(?=&quot;)/gs,
    put: '000000000',
    most: 1,
  },
];
const twinEdits: Edit[] = [
  { kind: 'twin: method changed', find: /(?<=^\*\*`)POST/gm, put: 'PUT' },
  { kind: 'twin: path changed', find: /(?<=^\*\*`POST`\*\* `)\/apispaces/gm, put: '/spaces' },
  { kind: 'twin: status changed', find: /(?<=^### )[\dA](?=\w+)/gm, put: '9', most: 3 },
  { kind: 'twin: body of another schema', find: /(?<=Body: \[)\w/g, put: 'X', most: 2 },
  { kind: 'twin: header renamed', find: /(?<=^(?:Header: |- )\[`)(?=[RX])/gm, put: 'A', most: 2 },
  { kind: 'twin: required is optional', find: / \*\*required\*\*/g, put: '', most: 3 },
  { kind: 'twin: property renamed', find: /(?<=^### `)(?=\w)/gm, put: 'a', most: 2 },
  { kind: 'twin: limit changed', find: /(?<=at least )\d|\d(?= or more)/g, put: '7' },
  { kind: 'twin: value dropped', find: /`off`, /g, put: '' },
  { kind: 'twin: example changed', find: /I love Comapi|"e9f154c8(?=.*\n)/g, put: '"c0c0', most: 2 },
  { kind: 'twin: contract changed', find: /(?<=^ +minLength: )1|(?<=^ +type: )string/gm, put: '7', most: 3 },
];

function edited(
  artifact: string,
  path: string,
  edits: Edit[],
  read: (text: string) => Promise<Facts>,
): ArtifactMutation[] {
  const text = readFileSync(path, 'utf8');
  const file = relative(workspace, path);
  return edits.flatMap(({ kind, find, put, most = 6 }) => {
    const matches = [...text.matchAll(find)];
    const apart = Math.max(1, Math.floor(matches.length / most));
    return matches
      .filter((_, index) => index % apart === 0)
      .slice(0, most)
      .map(({ 0: found, index }) => ({
        artifact,
        kind,
        file,
        what: `line ${text.slice(0, index).split('\n').length}: ${JSON.stringify(found)} is ${JSON.stringify(put)}`,
        unchanged: () => read(text),
        facts: () => read(text.slice(0, index) + put + text.slice(index + found.length)),
      }));
  });
}

/** A scratch copy of a package's `dist` in which one file is another; what it imports is found where it was. */
async function inCopy<T>(
  dist: string,
  file: string,
  text: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'artifact-'));
  try {
    cpSync(dist, join(folder, 'dist'), { recursive: true });
    symlinkSync(join(dist, '../node_modules'), join(folder, 'node_modules'), 'junction');
    cpSync(join(dist, '../package.json'), join(folder, 'package.json'));
    writeFileSync(join(folder, 'dist', file), text);
    return await use(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
