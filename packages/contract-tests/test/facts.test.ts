import { describe, test } from 'vitest';
import { edgeFacts } from '../src/edge-facts.ts';
import { oracle } from '../src/oracle.ts';
import { wordFacts } from '../src/word-facts.ts';

describe('what the words of the contract say holds of its values:', () => {
  test.each(wordFacts)('$name', ({ check }) => check(oracle));
});

describe('at its limits', () => {
  test.each(edgeFacts)('$name', ({ check }) => check(oracle));
});
