import { follow } from '../facts/contract-node.mjs';
import { resolve } from '../openapi.mjs';
import { fenced } from './reference-page.mjs';
import { typeOf } from './schema-type.mjs';

/**
 * A section for each answer of an operation, or for each answer to an event.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {Record<string, any>} responses
 */
export function answerSections(contract, responses) {
  return Object.entries(responses)
    .map(([status, given]) => {
      const name = given.$ref?.split('/').at(-1);
      const heading = `### ${statusWords(status)}${name === undefined ? '' : ` \`${name}\``} {#answer-${status.toLowerCase()}}`;
      return `${heading}\n\n${answerBody(contract, follow(contract, given))}`;
    })
    .join('\n\n');
}

/** @param {string} status */
export const statusWords = (status) => (status === 'default' ? 'Anything else' : status);

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {any} response
 */
export function answerBody(contract, { description, headers = {}, content = {} }) {
  return [
    description.trim(),
    ...Object.keys(headers).map(
      (header) => `Header: [\`${header}\`](/reference/headers#${header.toLowerCase()})`,
    ),
    ...Object.entries(content).flatMap(([type, { schema, examples = {} }]) => [
      `Body: ${typeOf(contract, schema)} as \`${type}\``,
      exampleDetails(contract, examples),
    ]),
  ].join('\n\n');
}

/**
 * Named examples, each in a box that opens.
 *
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {Record<string, any>} examples
 */
export function exampleDetails(contract, examples) {
  return Object.entries(examples)
    .map(([name, given]) => {
      const { summary = name, value } = resolve(/** @type {any} */ (contract), given);
      return `::: details ${summary}\n\n${fenced('json', JSON.stringify(value, null, 2))}\n\n:::`;
    })
    .join('\n\n');
}
