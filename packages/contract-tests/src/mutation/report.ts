import { whyWithoutEffect, withoutEffect } from './no-effect.ts';
import { idOf, type Outcome } from './run.ts';

/** The page about a run: the score, what noticed what, and all that nothing noticed. */
export function reportOf(
  outcomes: Outcome[],
  { total, command }: { total: number; command: string },
): string {
  const caught = outcomes.filter((outcome) => outcome.caught);
  const harmless = outcomes.filter(({ mutation, caught: by }) => !by && whyWithoutEffect(mutation));
  const missed = outcomes.filter(({ mutation, caught: by }) => !by && !whyWithoutEffect(mutation));
  const matters = outcomes.length - harmless.length;
  const byCheck = tally(caught, ({ caught: by }) => by?.check ?? '');
  const kinds = tally(outcomes, ({ mutation }) => mutation.kind);
  const byGate = tally(
    caught.filter(({ caught: by }) => by?.check === 'gate'),
    ({ mutation }) => mutation.kind,
  );
  return `---
title: Mutation of the contract
description: What happens when the contract is changed by mistake, one change at a time.
---

# Mutation of the contract

The contract, generated code, what the mock answers and pages of the site are changed in one place at a time, in a copy, and
the checks are asked, the cheapest first. A check that stays green on a contract that is wrong is a hole. This page is written by \`pnpm mutate ${command}\`.

**Score: ${caught.length} of ${matters} changes that matter were caught (${percent(caught.length, matters)}).**
${outcomes.length} of ${total} possible changes were made; ${harmless.length} of them change nothing for anybody.

## What noticed

| check | changes that it noticed first |
| --- | ---: |
${[...byCheck].map(([check, count]) => `| ${checks[check] ?? check} | ${count} |`).join('\n')}

The gate is asked last. What only the gate noticed is right in itself, and differs from what was released: ${
    byGate.size === 0 ? 'none' : [...byGate].map(([kind, count]) => `${kind} (${count})`).join(', ')
  }.

## What was changed

| kind of change | made |
| --- | ---: |
${[...kinds].map(([kind, count]) => `| ${kind} | ${count} |`).join('\n')}

## What nothing noticed

${missed.length === 0 ? 'Nothing that matters.' : missed.map(({ mutation }) => `- \`${idOf(mutation)}\``).join('\n')}

These change nothing for anybody:

${withoutEffect
  .map(({ reason }) => {
    const those = harmless.filter(({ mutation }) => whyWithoutEffect(mutation) === reason);
    const shown = those.slice(0, 3).map(({ mutation }) => `\`${idOf(mutation)}\``);
    const more = those.length > shown.length ? ` and ${those.length - shown.length} more` : '';
    return those.length === 0 ? '' : `- ${reason} ${those.length}: ${shown.join(', ')}${more}.\n`;
  })
  .join('')}`;
}

const checks: Record<string, string> = {
  bundle: 'the bundle: a `$ref` leads nowhere',
  files: 'files: nothing refers to one',
  examples: 'examples: one does not fit, lacks something, or shows something unknown',
  'invalid examples':
    'invalid examples: one is taken, or refused for another reason, or a constraint has none',
  webhooks: 'webhooks: events, signature, answers and retries are as documented',
  words: 'words: the text says something else than the values',
  limits: 'limits: a value on one side of a limit is on the other',
  oracle: 'the oracle: the contract cannot be read',
  lint: 'lint',
  matrix: 'the truth matrix: an artifact says something else than the contract',
  gate: 'the gate alone: it differs from the contract as it was',
};

function tally<T>(list: T[], of: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

function percent(part: number, whole: number): string {
  return `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
}
