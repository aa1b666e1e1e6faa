import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { exampleFiles } from './example-files.mjs';
import { postmanCollection } from './postman-collection.mjs';

/**
 * What a program can take from the site, of one version of the contract.
 *
 * @param {{ document: import('../openapi.mjs').OpenApiDocument, json: string | Buffer, yaml: string | Buffer }} contract
 * @param {import('./beside-the-bundle.mjs').BesideTheBundle} beside
 * @returns {[path: string, content: string | Buffer][]} paths relative to where the version is
 */
export function downloadFiles({ document, json, yaml }, { workflows, invalid }) {
  return [
    ['openapi.json', json],
    ['openapi.yaml', yaml],
    ['postman-collection.json', written(postmanCollection(document))],
    ...exampleFiles(document),
    [
      'examples/invalid.json',
      written(invalid.map(({ name, text }) => ({ name: name.replace(/\.yaml$/, ''), ...parse(text) }))),
    ],
    ...workflows.map(({ name, text }) => /** @type {[string, string]} */ ([`workflows/${name}`, text])),
    ['sandbox-outcomes.json', readFileSync(sandboxOutcomes)],
  ];
}

const sandboxOutcomes = createRequire(import.meta.url).resolve(
  '@enterprise-communications/sandbox/outcomes.json',
);

/** @param {unknown} value */
const written = (value) => `${JSON.stringify(value, null, 2)}\n`;
