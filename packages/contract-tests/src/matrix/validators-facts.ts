import type { Validator } from '@enterprise-communications/validators';
import { deliveriesOf } from '../deliveries.ts';
import { conditions } from '../edge-facts.ts';
import { type InvalidExample, invalidAnswers, invalidEvents, invalidExamples } from '../invalid-examples.ts';
import { judgeExample } from '../judge-example.ts';
import { operations, webhooks } from '../operations.ts';
import { contractFacts, namesOf } from './contract-facts.ts';
import type { Facts } from './facts.ts';

/** What the package `validators/operations` exports. */
export interface Validators {
  requestValidators: Record<string, Validator<unknown>>;
  responseValidators: Record<string, Record<string, Validator<unknown>>>;
  webhookValidators: Record<string, Validator<unknown>>;
}

/** What the validators say: by which bodies they know, what they take, and what they refuse and why. */
export async function validatorsFacts(validators: Validators): Promise<Facts> {
  const { requestValidators, responseValidators } = validators;
  const known = new Set(Object.keys(contractFacts().constraint));
  const refusal: Record<string, string> = {};
  const constraint: Record<string, string> = {};
  const bad: (Parameters<typeof judgeExample>[0] & { name?: string })[] = [
    ...invalidExamples,
    ...invalidAnswers,
    ...invalidEvents,
    ...misdeliveries(),
  ];
  for (const example of bad) {
    if (example.body === undefined || example.path || example.headers) continue;
    const result = validatorOf(example, validators).validate(example.body);
    if (result.valid) continue;
    if (example.name !== undefined) refusal[example.name] = namesOf(result.failures.map(({ path }) => path));
    // A constraint is kept where a value that breaks it is refused.
    for (const pointer of (await judgeExample(example)).refusedBy)
      if (known.has(pointer)) constraint[pointer] = 'refuses';
  }
  return {
    status: Object.fromEntries(
      Object.entries(responseValidators).flatMap(([id, byStatus]) =>
        Object.keys(byStatus).map((status) => [`${id} ${status}`, 'a body'] as const),
      ),
    ),
    request: Object.fromEntries(
      operations.flatMap(({ id, body }) =>
        (body?.examples ?? [])
          .filter(({ value }) => requestValidators[id]?.is(value))
          .map(({ name, value }) => [`${id} ${name}`, value] as const),
      ),
    ),
    answer: Object.fromEntries(
      operations.flatMap(({ id, answers }) =>
        answers.flatMap(({ status, body }) =>
          (body?.examples ?? [])
            .filter(({ value }) => responseValidators[id]?.[status]?.is(value))
            .map(({ name, value }) => [`${id} ${status} ${name}`, value] as const),
        ),
      ),
    ),
    event: Object.fromEntries(
      webhooks.flatMap(({ id, path, body }) =>
        (body?.examples ?? [])
          .filter(({ value }) => validators.webhookValidators[path]?.is(value))
          .map(({ name, value }) => [`${id} ${name}`, value] as const),
      ),
    ),
    condition: Object.fromEntries(
      conditions.map(({ what, request }) => [
        what,
        requestValidators['sendMessage']?.is(request) ? 'taken' : 'refused',
      ]),
    ),
    refusal,
    constraint,
  };
}

/** What a webhook does not get, as the contract tests make it. */
function misdeliveries(): Omit<InvalidExample, 'name' | 'summary' | 'failures'>[] {
  return webhooks.flatMap((webhook) =>
    deliveriesOf(webhook, webhooks)
      .filter(({ allowed }) => !allowed)
      .map(({ body }) => ({ operationId: webhook.id, body })),
  );
}

function validatorOf(
  { operationId, status }: Pick<InvalidExample, 'operationId' | 'status'>,
  validators: Validators,
): Validator<unknown> {
  const webhook = webhooks.find(({ id }) => id === operationId);
  const found = webhook
    ? validators.webhookValidators[webhook.path]
    : status === undefined
      ? validators.requestValidators[operationId]
      : validators.responseValidators[operationId]?.[status];
  if (!found) throw new Error(`The validators have none for ${operationId} ${status ?? 'requests'}.`);
  return found;
}
