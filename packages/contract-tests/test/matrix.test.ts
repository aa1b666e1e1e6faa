import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { postmanCollection } from '@enterprise-communications/docs/postman-collection';
import * as validators from '@enterprise-communications/validators/operations';
import openapiTS, { astToString } from 'openapi-typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { clientTraffic } from '../src/client-traffic.ts';
import { contract, type JsonObject, specFolder } from '../src/contract.ts';
import { drift } from '../src/drift.ts';
import { unknownIn } from '../src/example-checks.ts';
import type { Exchange } from '../src/exchange.ts';
import { arazzoFacts } from '../src/matrix/arazzo-facts.ts';
import { contractFacts, leavesOf } from '../src/matrix/contract-facts.ts';
import { type Artifact, disagreements, kinds } from '../src/matrix/facts.ts';
import { limitsOfArtifacts } from '../src/matrix/limits-of-artifacts.ts';
import { type Postman, postmanFacts } from '../src/matrix/postman-facts.ts';
import { pageFacts, twinFacts } from '../src/matrix/site-facts.ts';
import { truthFor } from '../src/matrix/site-truth.ts';
import { trafficFacts } from '../src/matrix/traffic-facts.ts';
import { typesFacts } from '../src/matrix/types-facts.ts';
import { validatorsFacts } from '../src/matrix/validators-facts.ts';
import { mockTraffic } from '../src/mock-traffic.ts';
import { answer, answerSchema } from '../src/operations.ts';
import { oracle } from '../src/oracle.ts';
import { workflowFiles } from '../src/respect.ts';
import { sandboxTraffic } from '../src/sandbox-traffic.ts';
import { readReference, siteFolder } from '../src/site-files.ts';

const require = createRequire(import.meta.url);
const truth = contractFacts();
const artifacts: Record<string, () => Artifact | Promise<Artifact>> = {
  types: () => {
    const types = dirname(require.resolve('@enterprise-communications/types'));
    return { name: 'types', facts: typesFacts(readFileSync(join(types, 'generated/openapi.d.ts'), 'utf8')) };
  },
  async 'openapi-typescript, from the files as they are written'() {
    const ast = await openapiTS(pathToFileURL(join(specFolder, 'openapi.yaml')), {
      defaultNonNullable: false,
    });
    return { name: 'openapi-typescript', facts: typesFacts(astToString(ast)) };
  },
  validators: async () => ({
    name: 'validators',
    facts: await validatorsFacts(validators),
    ...limitsOfArtifacts['validators'],
  }),
  'Arazzo workflows': () => ({
    name: 'Arazzo workflows',
    facts: arazzoFacts(Object.values(workflowFiles).map((file) => parse(readFileSync(file, 'utf8')))),
    // A journey has some of the calls, and of their answers.
    partly: ['status', 'parameter'],
  }),
  'Postman collection': () => ({
    name: 'Postman collection',
    facts: postmanFacts(postmanCollection(contract as never) as unknown as Postman),
  }),
  'reference of the site': () => ({
    name: 'reference of the site',
    facts: pageFacts(readReference('.html')),
  }),
  'Markdown twins': () => ({ name: 'Markdown twins', facts: twinFacts(readReference('.md')) }),
  'downloads of the site': () => ({
    name: 'downloads of the site',
    facts: { leaf: leavesOf(JSON.parse(readFileSync(join(siteFolder, 'openapi.json'), 'utf8'))) },
  }),
  client: () => ({ name: 'client', facts: trafficFacts(traffic.client) }),
  mock: () => ({ name: 'mock', facts: trafficFacts(traffic.mock) }),
  sandbox: () => {
    // Its messages are its own; what it answers is held against the schemas by drift, below.
    const { answer: _, ...facts } = trafficFacts(traffic.sandbox);
    return { name: 'sandbox', facts, ...limitsOfArtifacts['sandbox'] };
  },
};

let traffic: { client: Exchange[]; mock: Exchange[]; sandbox: Exchange[] };
beforeAll(async () => {
  traffic = { client: await clientTraffic(), mock: await mockTraffic(), sandbox: await sandboxTraffic() };
});

test('the contract states facts of every kind', () => {
  for (const kind of kinds) expect(Object.keys(truth[kind]).length, kind).toBeGreaterThan(0);
});

describe('it says what the contract says:', () => {
  test.each(Object.entries(artifacts))('%s', async (_, artifact) => {
    const saying = await artifact();
    expect(disagreements(saying, truthFor(saying.name))).toEqual([]);
  });
});

describe('the recorded traffic of client, mock and sandbox', () => {
  test('is all that the contract describes, and nothing else, says redocly drift', async () => {
    const { problems, totals, missing } = await drift(Object.values(traffic).flat());
    expect(problems).toEqual([]);
    expect(missing).toEqual([]);
    expect(Object.keys(totals).sort()).toEqual(['operations', 'parameters', 'properties', 'responses']);
    for (const { covered, total } of Object.values(totals)) expect(covered).toBe(total);
  });

  // Redocly lets pass a status that is not documented, and a field where further ones are allowed. The matrix above
  // finds the one, this finds the other.
  test('has no field that the contract does not know', async () => {
    const found: string[] = [];
    for (const { operationId, about, response } of Object.values(traffic).flat()) {
      const { body } = response;
      if (body === undefined) continue;
      const schema = answerSchema(operationId, String(response.status));
      const unknown = await unknownIn({ schema, value: body }, oracle);
      found.push(...unknown.map((what) => `${operationId} ${about}: ${what}`));
    }
    expect(found).toEqual([]);
  });

  test('would be told from it by a field among those that the contract knows, and by one that does not fit', async () => {
    const schema = answerSchema('getMessage', '200');
    const value = answer('getMessage', '200').body?.examples[0]?.value as JsonObject;
    const unknown = (change: JsonObject) => unknownIn({ schema, value: { ...value, ...change } }, oracle);
    expect(await unknown({})).toEqual([]);
    expect(await unknown({ priority: 1 })).toEqual(['/priority is not in the contract']);
    expect(await unknown({ channelOptions: { rcs: { agent: 'x' } } })).toEqual([
      '/channelOptions/rcs/agent is not in the contract',
    ]);
    expect(await unknown({ messageParts: [{ type: 'text/plain', data: 'x', lang: 'en' }] })).toEqual([
      '/messageParts/0/lang is not in the contract',
    ]);
    expect(await unknown({ sentOn: 'yesterday' })).toContain('sentOn: pattern');
    // Here a sender has fields of its own.
    expect(await unknown({ metadata: { priority: 1 } })).toEqual([]);
  });
});
