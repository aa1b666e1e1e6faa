import { parse } from 'yaml';
import { exampleFiles } from './example-files.mjs';
import { postmanCollection } from './postman-collection.mjs';

/**
 * What a program can take from the site, of one version of the contract.
 *
 * @param {{ document: import('../openapi.mjs').OpenApiDocument, json: string | Buffer, yaml: string | Buffer }} contract
 * @param {import('./beside-the-bundle.mjs').BesideTheBundle & { outcomes: string | Buffer | undefined }} beside the outcome
 *   table of the sandbox too, where it is known
 * @returns {[path: string, content: string | Buffer][]} paths relative to where the version is
 */
export function downloadFiles({ document, json, yaml }, { workflows, invalid, outcomes }) {
  const refused = invalid.map(({ name, text }) => ({ name: name.replace(/\.yaml$/, ''), ...parse(text) }));
  return [
    ['openapi.json', json],
    ['openapi.yaml', yaml],
    ['postman-collection.json', written(postmanCollection(document))],
    ...exampleFiles(document),
    ...(refused.length > 0 ? [filed('examples/invalid.json', written(refused))] : []),
    ...workflows.map(({ name, text }) => filed(`workflows/${name}`, text)),
    ...(outcomes === undefined ? [] : [filed('sandbox-outcomes.json', outcomes)]),
  ];
}

/**
 * @param {string} path
 * @param {string | Buffer} content
 * @returns {[path: string, content: string | Buffer]}
 */
const filed = (path, content) => [path, content];

/** @param {unknown} value */
const written = (value) => `${JSON.stringify(value, null, 2)}\n`;
