import { describe, test } from 'vitest';
import { webhooks } from '../src/operations.ts';
import { oracle } from '../src/oracle.ts';
import { factsOfWebhook, webhookFacts } from '../src/webhook-facts.ts';

test.each(webhookFacts)('$name', ({ check }) => check(oracle));

describe.each(webhooks)('the webhook $path', ({ path }) => {
  test.each(factsOfWebhook(path))('$name', ({ check }) => check(oracle));
});
