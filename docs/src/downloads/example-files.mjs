import { documentedResponses, operationObjects, requestExamples } from './contract-examples.mjs';

/**
 * @typedef {{
 *   name: string,
 *   kind: 'request' | 'response' | 'event',
 *   summary: string,
 *   file: string,
 *   usedBy: { operationId: string, status?: string }[],
 * }} ExampleEntry `file` is relative to the index; `status` is that of the response
 */

/**
 * Every example of the contract as a file of its own, and an index of them.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {[path: string, content: string][]} the index is `examples/index.json`
 */
export function exampleFiles(document) {
  /** @type {Map<string, { entry: ExampleEntry, value: unknown }>} */
  const found = new Map();
  /**
   * @param {ExampleEntry['kind']} kind
   * @param {import('./contract-examples.mjs').NamedExample} example
   * @param {ExampleEntry['usedBy'][number]} use
   */
  const add = (kind, { name, summary, value }, use) => {
    const file = `${kind}s/${name}.json`;
    const known = found.get(file);
    if (known) known.entry.usedBy.push(use);
    else found.set(file, { entry: { name, kind, summary, file, usedBy: [use] }, value });
  };
  for (const { operationId, webhook, object } of operationObjects(document)) {
    const kind = webhook === undefined ? 'request' : 'event';
    for (const example of requestExamples(document, object)) add(kind, example, { operationId });
    for (const { status, examples } of documentedResponses(document, object)) {
      for (const example of examples) add('response', example, { operationId, status });
    }
  }
  return [
    ['examples/index.json', json([...found.values()].map(({ entry }) => entry))],
    ...[...found].map(
      ([file, { value }]) => /** @type {[string, string]} */ ([`examples/${file}`, json(value)]),
    ),
  ];
}

/** @param {unknown} value */
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
