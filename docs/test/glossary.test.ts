import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findLongSentences } from '../src/glossary/find-long-sentences.mjs';
import { findWrongWords } from '../src/glossary/find-wrong-words.mjs';
import { glossary, glossaryTable } from '../src/glossary/terms.mjs';
import { readmes } from '../src/sample-runs/pages.mjs';
import { guidePages, root } from './guide-pages.ts';

const pages = [
  ...guidePages,
  ...readmes(root).map((page) => ({ page, markdown: readFileSync(root + page, 'utf8') })),
];
const longest = 30;

describe('the glossary', () => {
  test('names each term once, and no word is both right and wrong', () => {
    const terms = glossary().map(({ term }) => term.toLowerCase());
    expect(new Set(terms).size).toBe(terms.length);
    const wrong = glossary().flatMap(({ not }) => not.map((word) => word.toLowerCase()));
    expect(new Set(wrong).size).toBe(wrong.length);
    expect(wrong.filter((word) => terms.includes(word))).toEqual([]);
  });

  test('says what each term means, in words that it allows itself', () => {
    for (const { term, meaning } of glossary()) {
      expect(meaning, term).toMatch(/^[A-Z].*\.$/);
      expect(findWrongWords(meaning, glossary()), term).toEqual([]);
    }
  });

  test('is a table with a row for each term', () => {
    expect(glossaryTable().split('\n')).toHaveLength(glossary().length + 2);
    expect(glossaryTable()).toContain(
      '| **webhook** | The address that the API posts events to, with a secret. |',
    );
  });
});

describe('a word that is not to be used is found', () => {
  const terms = [{ term: 'e-mail', meaning: 'A letter.', not: ['email', 'electronic mail'] }];
  test.each([
    ['Send an email.', 'email'],
    ['Two Emails.', 'email'],
    ['| a | email |', 'email'],
    ['Send electronic\nmail.', 'electronic mail'],
    ['---\ntitle: Email\n---', 'email'],
  ])('%s', (markdown, word) => {
    expect(findWrongWords(markdown, terms)).toMatchObject([{ word, instead: 'e-mail' }]);
  });

  test.each([
    '`email`',
    '```\nemail\n```',
    'e-mail',
    'emailed',
    '<!-- email -->',
    '[it](email.md)',
    '{% channel email %}',
  ])('but not in: %s', (markdown) => {
    expect(findWrongWords(markdown, terms)).toEqual([]);
  });

  test('with its line', () => {
    expect(findWrongWords('# A\n\nAn email.', terms)).toMatchObject([{ line: 3 }]);
  });
});

describe('a long sentence is found', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  test.each([
    ['in one line', `${words(31)}.`],
    ['over lines', `Short. ${words(20)}\n${words(11)}.`],
    ['in a list', `- ${words(15)}\n  ${words(16)}.`],
  ])('%s', (_where, markdown) => {
    expect(findLongSentences(markdown, 30)).toMatchObject([{ line: 1, words: 31 }]);
  });

  test.each([
    ['two sentences', `${words(20)}. ${words(20)}.`],
    ['a table', `| ${words(40)} |`],
    ['a heading', `# ${words(40)}`],
    ['two items', `- ${words(20)}\n- ${words(20)}`],
    ['code', `\`${words(40)}\``],
  ])('but not in %s', (_what, markdown) => {
    expect(findLongSentences(markdown, 30)).toEqual([]);
  });
});

test('guides and READMEs use the words of the glossary', () => {
  const found = pages.flatMap(({ page, markdown }) =>
    findWrongWords(markdown, glossary()).map(
      ({ line, word, instead }) => `${page}:${line}: "${word}"; the glossary says "${instead}"`,
    ),
  );
  expect(found).toEqual([]);
});

test(`no sentence of guides and READMEs has more than ${longest} words`, () => {
  const found = pages.flatMap(({ page, markdown }) =>
    findLongSentences(markdown, longest).map(
      ({ line, words, sentence }) => `${page}:${line}: ${words} words: ${sentence}`,
    ),
  );
  expect(found).toEqual([]);
});
