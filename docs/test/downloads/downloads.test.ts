import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startMock } from '@enterprise-communications/mock';
import harSdk from '@har-sdk/validator';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readBesideTheBundle } from '../../src/downloads/beside-the-bundle.mjs';
import { downloadFiles } from '../../src/downloads/download-files.mjs';
import { downloadsPage } from '../../src/downloads/downloads-page.mjs';
import { exampleFiles } from '../../src/downloads/example-files.mjs';
import { postmanCollection } from '../../src/downloads/postman-collection.mjs';
import { sandboxOutcomes } from '../../src/downloads/sandbox-outcomes.mjs';
import { bundleFolder, readSpecBundle } from '../../src/spec-bundle.mjs';
import { type Collection, sendCollectionRequest } from './send-collection-request.ts';

const { PostmanValidator } = harSdk;
const bundle = await readSpecBundle();
const outcomes = readFileSync(sandboxOutcomes);
const files = downloadFiles(bundle, { ...(await readBesideTheBundle(bundleFolder)), outcomes });
const content = new Map(files.map(([path, text]) => [path, String(text)]));
const json = (path: string) => JSON.parse(content.get(path) ?? 'null');
const specFolder = dirname(bundleFolder);
const spec = JSON.parse(readFileSync(join(bundleFolder, 'openapi.json'), 'utf8'));

test.each(['openapi.json', 'openapi.yaml'])('%s is the bundle, byte for byte', (name) => {
  expect(content.get(name)).toBe(readFileSync(join(bundleFolder, name), 'utf8'));
});

describe('the examples', () => {
  const index: {
    name: string;
    kind: string;
    file: string;
    usedBy: { operationId: string; status?: string }[];
  }[] = json('examples/index.json');

  test('are all those of the contract, each a file of its own', () => {
    expect(index.map(({ name }) => name).sort()).toEqual(Object.keys(spec.components.examples).sort());
    for (const { name, file } of index) {
      expect(json(`examples/${file}`)).toEqual(spec.components.examples[name].value);
    }
  });

  test('say what they are and where they are used', () => {
    expect(index.find(({ name }) => name === 'sms')).toEqual({
      name: 'sms',
      kind: 'request',
      summary: 'SMS',
      file: 'requests/sms.json',
      usedBy: [{ operationId: 'sendMessage' }],
    });
    expect(index.find(({ name }) => name === 'message-failed')).toMatchObject({
      kind: 'response',
      usedBy: [{ operationId: 'getMessage', status: '200' }],
    });
    expect(index.find(({ name }) => name === 'event-batch')).toMatchObject({
      kind: 'event',
      usedBy: [{ operationId: 'receiveMessageSent' }],
    });
  });

  test('that are used twice are one file', () => {
    const document = structuredClone(bundle.document);
    const [first, second] = Object.values(document.paths).flatMap(({ post }) => (post ? [post] : []));
    if (first?.requestBody && second) second.requestBody = first.requestBody;
    const [[, text] = ['', '']] = exampleFiles(document);
    expect(JSON.parse(text)[0]).toMatchObject({
      name: 'sms',
      usedBy: [{ operationId: 'sendMessage' }, { operationId: 'sendMessageBatch' }],
    });
  });

  test('that must be refused are all there, with the failures to expect', () => {
    const names = readdirSync(join(specFolder, 'examples/invalid')).map((name) => name.replace('.yaml', ''));
    const invalid: { name: string; operationId: string; failures: { paramName: string }[] }[] =
      json('examples/invalid.json');
    expect(invalid.map(({ name }) => name)).toEqual(names.sort());
    for (const { failures } of invalid) expect(failures.length).toBeGreaterThan(0);
  });
});

test('the workflows are those of the contract, and find it beside them', () => {
  const names = readdirSync(join(specFolder, 'workflows'));
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    const workflow = parse(content.get(`workflows/${name}`) ?? '');
    for (const { url } of workflow.sourceDescriptions) {
      expect(content.has(join('workflows', url)), `${name}: ${url}`).toBe(true);
    }
  }
});

test('the outcome table is the one of the sandbox', () => {
  const [outcome] = json('sandbox-outcomes.json').outcomes;
  expect(outcome).toMatchObject({ name: 'delivered', phoneNumber: expect.stringMatching(/^447700900/) });
});

describe('the Postman collection', () => {
  const collection: Collection = json('postman-collection.json');
  const requests = collection.item.flatMap(({ item }) => item);

  test("is valid by Postman's schema, which would find a mistake", async () => {
    const errorsIn = (value: unknown) => new PostmanValidator().verify(value as never);
    expect(await errorsIn(collection)).toEqual([]);
    const broken = structuredClone(collection);
    Object.assign(broken.item[0]?.item[0]?.request ?? {}, { header: [{ key: 1 }] });
    expect((await errorsIn(broken)).length).toBeGreaterThan(0);
  });

  test('has a request for each example of a request, and each documented answer', () => {
    const operations = Object.values<Record<string, { operationId?: string; responses: object }>>(spec.paths)
      .flatMap((item) => Object.values(item))
      .filter(({ operationId }) => operationId !== undefined);
    expect(collection.item).toHaveLength(operations.length);
    for (const [index, { responses }] of operations.entries()) {
      const codes = collection.item[index]?.item.flatMap(({ response }) =>
        response.map(({ code }) => `${code}`),
      );
      expect([...new Set(codes)].sort()).toEqual(Object.keys(responses).sort());
    }
    const bodies = requests.flatMap(({ request }) => (request.body ? [JSON.parse(request.body.raw)] : []));
    const examples = json('examples/index.json').filter(({ kind }: { kind: string }) => kind === 'request');
    expect(bodies).toEqual(examples.map(({ file }: { file: string }) => json(`examples/${file}`)));
  });

  test('is taken by the mock, request by request', async () => {
    const mock = await startMock();
    try {
      for (const { name, request } of requests) {
        const answer = await sendCollectionRequest(collection, request, {
          baseUrl: mock.url,
          accessToken: 'any',
        });
        expect(answer.ok, `${name}: ${answer.status} ${answer.headers.get('sl-violations')}`).toBe(true);
      }
    } finally {
      await mock.close();
    }
  });

  test('goes to the server of the contract, with a token that its user fills in', () => {
    expect(collection.variable).toContainEqual({
      key: 'baseUrl',
      value: spec.servers[0].url,
      type: 'string',
    });
    expect(collection.variable).toContainEqual({ key: 'accessToken', value: '', type: 'string' });
  });

  test('leaves out a status that is a range', () => {
    const document = structuredClone(bundle.document);
    for (const item of Object.values(document.paths)) {
      if (item.get?.responses) item.get.responses = { ...item.get.responses, '5XX': { description: 'No.' } };
    }
    expect(JSON.stringify(postmanCollection(document))).toBe(
      JSON.stringify(postmanCollection(bundle.document)),
    );
  });
});

test('the page of the downloads links to each of the files', () => {
  const { markdown } = downloadsPage(bundle.document, files, [{ version: '0.1.0', files }]);
  const linked = [...markdown.matchAll(/\]\(\/([^)]*)\)/g)].map(([, path]) => path);
  expect(linked).toEqual(expect.arrayContaining(files.map(([path]) => path)));
  expect(linked).toEqual(expect.arrayContaining(['v/0.1.0/', 'v/0.1.0/openapi.json', 'llms.txt']));
  expect(new Set(linked).size).toBe(linked.length);
});
