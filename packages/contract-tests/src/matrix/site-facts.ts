import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Json } from '../contract.ts';
import { type NamedExample, operations, webhooks } from '../operations.ts';
import { leavesOf, limitsIn } from './contract-facts.ts';
import type { Facts } from './facts.ts';
import { type Section, sectionsOf, textOfPage, textOfTwin } from './page-text.ts';

type Said = Required<Omit<Facts, 'constraint' | 'condition' | 'refusal' | 'leaf'>>;
type Say = (kind: keyof Said, fact: string, value: Json) => void;

/**
 * What the pages of the reference say.
 * @param pages the HTML of each, by its path in the folder of the reference, without extension
 */
export function pageFacts(pages: Map<string, string>): Facts {
  return readPages(new Map([...pages].map(([path, html]) => [path, textOfPage(html)])));
}

/**
 * What the Markdown twins of these pages say: their text, and the parts of the contract at their end, together.
 * @param twins the Markdown of each, by its path as well
 */
export function twinFacts(twins: Map<string, string>): Facts {
  const leaf: Record<string, Json> = {};
  for (const markdown of twins.values()) {
    const [, yaml] = /^````yaml\n(.*?)^````$/ms.exec(markdown) ?? [];
    if (yaml === undefined) continue;
    for (const [pointer, value] of Object.entries(leavesOf(parse(yaml)))) add(leaf, pointer, value);
  }
  return {
    ...readPages(new Map([...twins].map(([path, markdown]) => [path, textOfTwin(markdown)]))),
    leaf,
  };
}

function readPages(pages: Map<string, string>): Said {
  const facts: Said = {
    ...{ operation: {}, webhook: {}, parameter: {}, status: {}, reply: {}, schema: {}, header: {} },
    ...{ property: {}, values: {}, limit: {}, request: {}, answer: {}, event: {} },
  };
  const say: Say = (kind, fact, value) => add(facts[kind], fact, value);
  for (const [path, text] of pages) {
    const [kind, name, example] = path.split('/');
    const sections = sectionsOf(text);
    if (kind === 'operations' && example !== undefined) readRequest(example, sections, say);
    else if (kind === 'operations') readOperation(sections, say);
    else if (kind === 'events') readEvent(sections, say);
    else if (kind === 'schemas' && name !== 'index') readSchema(sections, say);
  }
  return facts;
}

/** Where two places tell a fact differently, what is said is both, so neither is right. */
function add(facts: Record<string, Json>, fact: string, value: Json): void {
  const before = facts[fact];
  facts[fact] =
    before === undefined || isDeepStrictEqual(before, value) ? value : [before, 'and also', value];
}

function readOperation(sections: Section[], say: Say): void {
  const [head] = sections;
  const [, id = ''] = /`(\w+)`$/.exec(head?.heading ?? '') ?? [];
  const [, method, path] = /\*\*`(\w+)`\*\* `(\S+)`/.exec(head?.text ?? '') ?? [];
  say('operation', id, `${method} ${path}`);
  for (const { heading, text } of within('Request', sections)) {
    if (heading === 'Body') readBody(`${id} request`, text, say);
    else {
      for (const { name, presence } of rowsOf(text))
        say('parameter', `${id} ${name}`, `${heading.toLowerCase()} ${presence}`);
    }
  }
  const operation = operations.find((one) => one.id === id);
  for (const { status, text } of answersIn(within('Answers', sections))) {
    const known = operation?.answers.find((answer) => answer.status === status)?.body?.examples;
    readAnswer('status', `${id} ${status}`, text, say);
    for (const { summary, value } of examplesIn(text))
      say('answer', `${id} ${status} ${nameOf(summary, known)}`, value);
  }
}

/** The page of an example. */
function readRequest(name: string, sections: Section[], say: Say): void {
  const [, summary] = /An example request of (.+): `/.exec(sections[0]?.text ?? '') ?? [];
  const id = operations.find((operation) => operation.summary === summary)?.id ?? String(summary);
  say('request', `${id} ${name}`, jsonIn(textBelow('Body', sections)) ?? null);
}

function readEvent(sections: Section[], say: Say): void {
  const [, name, id = ''] = /^(\S+) `(\w+)`$/.exec(sections[0]?.heading ?? '') ?? [];
  const posted = textBelow('What is posted', sections);
  say('webhook', id, `${posted === '' ? 'not posted' : 'POST'} ${name}`);
  readBody(`${id} request`, posted, say);
  const known = webhooks.find((webhook) => webhook.id === id)?.body?.examples;
  for (const { summary, value } of examplesIn(posted)) say('event', `${id} ${nameOf(summary, known)}`, value);
  const headers = textBelow('Headers', sections);
  for (const [, header, required] of headers.matchAll(/^- `([^`]+)`( \*\*required\*\*)?:/gm))
    say('parameter', `${id} ${header}`, `header ${required ? 'required' : 'optional'}`);
  for (const { status, text } of answersIn(within('Your answer', sections)))
    readAnswer('reply', `${id} ${status}`, text, say);
}

function readSchema(sections: Section[], say: Say): void {
  const [{ heading: name = '', text: head = '' } = {}] = sections;
  readValue(name, head, say);
  for (const { heading, text } of within('Fields', sections)) {
    const [, property = ''] = /^`(.+)`$/.exec(heading) ?? [];
    const [facts = ''] = text.trim().split('\n');
    say('property', `${name}.${property}`, facts.includes('· **required**') ? 'required' : 'optional');
    readValue(`${name}.${property}`, text, say);
  }
  const condition = jsonIn(textBelow('As JSON Schema', sections)) ?? null;
  for (const [limit, value] of Object.entries(limitsIn(condition, [name]))) say('limit', limit, value);
}

const number = '(-?[\\d,.]+)';
const limitWords: Record<string, RegExp> = {
  minLength: new RegExp(`at least ${number} characters?`),
  maxLength: new RegExp(`at most ${number} characters`),
  minItems: new RegExp(`at least ${number} items?`),
  maxItems: new RegExp(`at most ${number} items`),
  minProperties: new RegExp(`at least ${number} fields?`),
  minimum: new RegExp(`${number} or more`),
  maximum: new RegExp(`${number} or less`),
  pattern: /pattern `([^`]+)`/,
  format: /format `([^`]+)`/,
  uniqueItems: /(no item twice)/,
};

/** The line that says what a value may be: `string · **required** · at most 40 characters`. */
function readValue(what: string, text: string, say: Say): void {
  const [line = ''] = text.trim().split('\n');
  for (const [keyword, words] of Object.entries(limitWords)) {
    const found = words.exec(line)?.[1];
    if (found === undefined) continue;
    const isText = keyword === 'pattern' || keyword === 'format';
    const value = isText ? found : keyword === 'uniqueItems' || Number(found.replaceAll(',', ''));
    say('limit', `${what} ${keyword}`, value);
  }
  const [, listed] = /(?:one of|always) ((?:`[^`]+`(?:, )?)+)/.exec(line) ?? [];
  if (listed !== undefined) {
    const values = [...listed.matchAll(/`([^`]+)`/g)].map(([, value]) => value);
    say('values', what, values.sort().join(', '));
  }
}

/** `Body: Message as application/json`, and the table of its fields. */
function readBody(fact: string, text: string, say: Say): void {
  const [, names] = /^(?:.*Body: )?(\w+(?: or \w+)*) as `/m.exec(text) ?? [];
  if (names === undefined) return;
  const schemas = names.split(' or ');
  say('schema', fact, schemas.toSorted().join(', '));
  for (const { name, presence } of rowsOf(text)) say('property', `${schemas[0]}.${name}`, presence);
}

function readAnswer(kind: 'status' | 'reply', fact: string, text: string, say: Say): void {
  say(kind, fact, /^Body: /m.test(text) ? 'a body' : 'no body');
  if (/^Body: /m.test(text)) readBody(fact, text, say);
  for (const [, header] of text.matchAll(/^Header: `([^`]+)`/gm)) say('header', `${fact} ${header}`, 'there');
}

/** The sections below a heading. */
function within(heading: string, sections: Section[]): Section[] {
  const start = sections.findIndex((section) => section.level === 2 && section.heading === heading);
  if (start < 0) return [];
  const end = sections.findIndex((section, index) => index > start && section.level <= 2);
  return sections.slice(start + 1, end < 0 ? undefined : end);
}

function textBelow(heading: string, sections: Section[]): string {
  return sections.find((section) => section.heading === heading)?.text ?? '';
}

function answersIn(sections: Section[]): { status: string; text: string }[] {
  return sections.map(({ heading, text }) => ({
    status: heading.startsWith('Anything else') ? 'default' : (heading.split(' ')[0] ?? ''),
    text,
  }));
}

/** The rows of a table of fields. */
function rowsOf(text: string): { name: string; presence: 'required' | 'optional' }[] {
  return [...text.matchAll(/^\|\s*`([^`]+)`( \*\*required\*\*)?\s*\|/gm)].map(([, name = '', required]) => ({
    name,
    presence: required ? 'required' : 'optional',
  }));
}

/** The first block of code. */
function jsonIn(text: string): Json | undefined {
  const [, json] = /^```\w*\n(.*?)^```$/ms.exec(text) ?? [];
  return json === undefined ? undefined : JSON.parse(json);
}

/** Blocks of code that have a name in bold above them. */
function examplesIn(text: string): { summary: string; value: Json }[] {
  return [...text.matchAll(/^\*\*([^\n]+)\*\*\n+```\w*\n(.*?)^```$/gms)].map(
    ([, summary = '', json = '']) => ({
      summary,
      value: JSON.parse(json),
    }),
  );
}

/** A page calls an example by its summary. One that the contract does not know is a fact that it does not state. */
function nameOf(summary: string, known: NamedExample[] = []): string {
  return known.find((example) => example.summary === summary)?.name ?? summary;
}
