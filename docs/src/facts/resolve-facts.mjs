import { FactError } from './fact-error.mjs';
import { facts } from './facts.mjs';
import { fenceTracker } from './fence-tracker.mjs';

/**
 * A reference to a fact: `{% limit SendMessageBatchRequest.maxItems %}`. Unlike `{{ … }}` it means nothing to Vue, and
 * is not what the API itself calls a merge field.
 */
export const reference = /\{%\s*(.*?)\s*%\}/g;

/**
 * Puts the facts of the contract in the place of the references to them. In a line of text a name comes as code, and
 * often as a link; in code it comes as it is. A table or an example stands alone in its line.
 *
 * @param {string} markdown
 * @param {import('./contract-node.mjs').Contract} contract the parsed bundle
 * @param {{ file?: string }} [source] what the file is called in an error
 * @returns {string}
 * @throws {FactError} in one line, when a reference names no fact
 */
export function resolveFacts(markdown, contract, { file = 'Markdown' } = {}) {
  const inFence = fenceTracker();
  return markdown
    .split('\n')
    .map((line, index) => {
      const code = inFence(line);
      if (!line.includes('{%')) return line;
      try {
        return code
          ? line.replace(reference, (_, words) => plain(contract, words))
          : resolveLine(line, contract);
      } catch (error) {
        if (!(error instanceof FactError)) throw error;
        throw new FactError(`${file}:${index + 1}: ${error.message}`);
      }
    })
    .join('\n');
}

/**
 * @param {string} line
 * @param {import('./contract-node.mjs').Contract} contract
 */
function resolveLine(line, contract) {
  // Inside of a code span a reference must not bring backticks of its own.
  const pieces = line.split(/((?<!`)`[^`]*`(?!`))/);
  return pieces
    .map((piece, index) =>
      piece.replace(reference, (whole, words) => {
        if (index % 2 === 1) return plain(contract, words);
        const fact = factOf(contract, words);
        if ('block' in fact) {
          if (line.trim() !== whole) throw new FactError(`{% ${words} %} must stand alone in its line`);
          return fact.open ? resolveFacts(fact.block, contract, { file: words.split(' ')[0] }) : fact.block;
        }
        const text = fact.code ? `\`${fact.plain}\`` : fact.plain;
        return fact.href ? `[${text}](${fact.href})` : text;
      }),
    )
    .join('');
}

/**
 * @param {import('./contract-node.mjs').Contract} contract
 * @param {string} words
 */
function plain(contract, words) {
  const fact = factOf(contract, words);
  if ('block' in fact) throw new FactError(`{% ${words} %} cannot stand in code`);
  return fact.plain;
}

/**
 * @param {import('./contract-node.mjs').Contract} contract
 * @param {string} words
 */
function factOf(contract, words) {
  const [kind = '', ...args] = (words.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));
  const fact = Object.hasOwn(facts, kind) ? facts[kind] : undefined;
  if (!fact)
    throw new FactError(`{% ${words} %}: there is no kind of fact "${kind}"; see docs/src/facts/facts.mjs`);
  try {
    return fact.make(contract, ...args);
  } catch (error) {
    if (!(error instanceof FactError)) throw error;
    throw new FactError(`{% ${words} %}: ${error.message}`);
  }
}
