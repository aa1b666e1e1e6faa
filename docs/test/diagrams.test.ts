import { describe, expect, test } from 'vitest';
import { fallBackDiagram } from '../src/diagrams/fall-back.mjs';
import { lifeCycleDiagram } from '../src/diagrams/life-cycle.mjs';
import { resolveFacts } from '../src/facts/resolve-facts.mjs';
import { contract } from './guide-pages.ts';

/** The texts of a diagram, in their order. */
const texts = (diagram: string) => [...diagram.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text);

describe('the life of a message', () => {
  test('has every status of the contract, the final ones last', () => {
    expect(texts(lifeCycleDiagram(contract))).toEqual([
      'accepted',
      'processing',
      'on the way',
      'retrying',
      'sent',
      'final',
      ...contract.components.schemas.KnownMessageStatus['x-final'],
    ]);
  });

  test('shows by a thick line which of them an event tells of', () => {
    const thick = [...lifeCycleDiagram(contract).matchAll(/stroke-width="2"\/>\n<text [^>]*>([^<]*)</g)];
    expect(thick.map(([, label]) => label)).toEqual(['sent', 'delivered', 'read', 'expired', 'failed']);
  });

  test('follows the contract', () => {
    const changed = structuredClone(contract);
    changed.components.schemas.KnownMessageStatus.enum.push('lost');
    changed.components.schemas.KnownMessageStatus['x-final'].push('lost');
    expect(texts(lifeCycleDiagram(changed)).at(-1)).toBe('lost');
  });
});

describe('falling back', () => {
  test('has the channels of the request in their order', () => {
    const channels = contract.components.examples.fallback.value.rules;
    expect(texts(fallBackDiagram(contract, 'fallback')).filter((text) => channels.includes(text))).toEqual(
      channels,
    );
  });

  test('needs a request with rules', () => {
    expect(() => fallBackDiagram(contract, 'rule-set')).toThrow('the request "rule-set" has no rules');
  });
});

test.each(['life-cycle', 'fall-back fallback'])(
  '%s fits a page: one block, no style of its own, words for all',
  (kind) => {
    const diagram = resolveFacts(`{% diagram ${kind} %}`, contract);
    expect(diagram).not.toMatch(/\n\s*\n/);
    expect(diagram).not.toMatch(/style|class="(?!diagram")|<script/);
    expect(diagram).toMatch(/role="img" aria-label="[^"]{40,}"/);
  },
);

test('an unknown diagram is an error', () => {
  expect(() => resolveFacts('{% diagram circle %}', contract)).toThrow('there is no diagram "circle"');
});
