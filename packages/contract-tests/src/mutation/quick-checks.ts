import { Contract } from '../contract.ts';
import { edgeFacts } from '../edge-facts.ts';
import { gaps, misfits, misjudged, unpinned } from '../example-checks.ts';
import { examplesOf } from '../examples-of.ts';
import type { InvalidExample } from '../invalid-examples.ts';
import { Oracle } from '../oracle.ts';
import { factsOfWebhook, webhookFacts } from '../webhook-facts.ts';
import { wordFacts } from '../word-facts.ts';
import { bundle, leftOver } from './bundle.ts';
import type { Catch } from './catch.ts';
import type { SpecSource } from './mutation.ts';

/**
 * The checks of the contract tests that need nothing but the contract, in one process.
 * @returns what noticed first, or undefined.
 */
export async function quickChecks(files: SpecSource): Promise<Catch | undefined> {
  let oracle: Oracle;
  try {
    oracle = new Oracle(new Contract(bundle(files)));
  } catch (error) {
    return { check: 'bundle', said: (error as Error).message };
  }
  using _ = oracle;
  try {
    const [left] = leftOver(files);
    if (left !== undefined) return { check: 'files', said: `nothing refers to ${left}` };
    const { bodies, values } = examplesOf(oracle.calls);
    for (const example of [...bodies, ...values]) {
      for (const said of await misfits(example, oracle))
        return { check: 'examples', said: `${example.where}: ${said}` };
    }
    const invalid = invalidExamplesOf(files);
    for (const example of invalid) {
      for (const said of await misjudged(example, oracle))
        return { check: 'invalid examples', said: `${example.name}: ${said}` };
    }
    for (const [where, facts] of Object.entries({
      webhooks: webhookFacts,
      words: wordFacts,
      limits: edgeFacts,
    })) {
      for (const { name, check } of facts) {
        const said = await fault(() => check(oracle));
        if (said !== undefined) return { check: where, said: `${name}: ${said}` };
      }
    }
    for (const { path } of oracle.calls.webhooks) {
      for (const { name, check } of factsOfWebhook(path)) {
        const said = await fault(() => check(oracle));
        if (said !== undefined) return { check: 'webhooks', said: `${path} ${name}: ${said}` };
      }
    }
    for (const said of await gaps(oracle)) return { check: 'examples', said };
    for (const said of await unpinned(invalid, oracle))
      return { check: 'invalid examples', said: `${said} refuses none of them` };
    return undefined;
  } catch (error) {
    // What cannot be read or judged fails the test that needs it.
    return { check: 'oracle', said: (error as Error).message };
  }
}

function invalidExamplesOf(files: SpecSource): InvalidExample[] {
  return [...files]
    .filter(([file]) => file.startsWith('examples/invalid'))
    .map(([file, data]) => ({
      name: file.replace(/^.*\/|\.yaml$/g, ''),
      ...(data as unknown as Omit<InvalidExample, 'name'>),
    }));
}

async function fault(check: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}
