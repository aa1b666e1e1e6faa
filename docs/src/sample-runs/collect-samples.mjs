import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference, resolveFacts } from '../facts/resolve-facts.mjs';
import { codeBlocks } from './code-blocks.mjs';
import { DispositionError, dispositionOf } from './disposition.mjs';

/**
 * @typedef {{
 *   page: string,
 *   line: number,
 *   language: string,
 *   code: string,
 *   disposition: import('./disposition.mjs').Disposition,
 *   shown: string | undefined,
 * }} Sample a code block with what is to be done with it; `shown` is the output that the page shows after it
 */

/**
 * Every code block of the pages. Examples that a page takes from the contract count too: they are payloads.
 *
 * @param {string} root the folder that the pages' paths start from
 * @param {string[]} pages
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @returns {{ samples: Sample[], problems: string[] }} a problem is one line, and names file and line
 */
export function collectSamples(root, pages, contract) {
  /** @type {Sample[]} */
  const samples = [];
  /** @type {string[]} */
  const problems = [];
  for (const page of pages) {
    const markdown = readFileSync(join(root, page), 'utf8');
    /** @type {Sample | undefined} */
    let before;
    for (const { line, language, words, code } of [...codeBlocks(markdown), ...included(markdown)].sort(
      byLine,
    )) {
      try {
        if (!language) throw new DispositionError('has no language');
        const disposition = dispositionOf(words || saidOfPage(markdown, language));
        const text = withFacts(code, contract, `${page}:${line}`);
        if (disposition.kind === 'output') {
          if (before?.disposition.kind !== 'run')
            throw new DispositionError('shows output, but no block before it is run');
          before.shown = text;
        }
        const sample = { page, line, language, code: text, disposition, shown: undefined };
        samples.push(sample);
        before = sample;
      } catch (error) {
        if (!(error instanceof DispositionError)) throw error;
        problems.push(`${page}:${line}: the code block ${error.message}`);
      }
    }
  }
  return { samples, problems };
}

/**
 * What a page says of all its blocks in a language: `<!-- samples in ts: tested-by=test/readme.test.ts -->`.
 *
 * @param {string} markdown
 * @param {string} language
 */
function saidOfPage(markdown, language) {
  const said = markdown.matchAll(/^<!-- samples in (\S+): (.*?) -->$/gm);
  return [...said].find(([, of]) => of === language)?.[2] ?? '';
}

/**
 * The examples that come from the contract, as blocks.
 *
 * @param {string} markdown
 * @returns {import('./code-blocks.mjs').CodeBlock[]}
 */
function included(markdown) {
  return markdown.split('\n').flatMap((text, index) =>
    [...text.matchAll(reference)].flatMap(([whole, words = '']) => {
      const [kind, of, name] = words.split(/\s+/);
      if (kind !== 'example') return [];
      return [{ line: index + 1, language: 'json', words: `${of}=example:${name}`, code: whole }];
    }),
  );
}

/**
 * @param {string} code
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {string} file
 */
function withFacts(code, contract, file) {
  if (!code.includes('{%')) return code;
  if (/^\{% example /.test(code))
    return resolveFacts(code, contract, { file }).replace(/^```json\n|```$/g, '');
  return resolveFacts(`\`\`\`\n${code}\`\`\``, contract, { file }).slice(4, -3);
}

/**
 * @param {{ line: number }} a
 * @param {{ line: number }} b
 */
const byLine = (a, b) => a.line - b.line;
