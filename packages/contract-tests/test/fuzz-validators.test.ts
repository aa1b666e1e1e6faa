import { fuzz, type Json, mutated, valuesOf } from '@enterprise-communications/generators';
import {
  eventValidators,
  requestValidators,
  responseValidators,
  webhookValidators,
} from '@enterprise-communications/validators/operations';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../src/contract.ts';
import { fuzzProgress } from '../src/fuzz-progress.ts';
import { step } from '../src/json-pointer.ts';
import { type Body, operations, webhooks } from '../src/operations.ts';
import { fitting } from '../src/oracle.ts';

interface Validator {
  is(value: unknown): boolean;
  validate(value: unknown): { valid: true } | { valid: false; failures: { path: string; message: string }[] };
}
type Case = { name: string; schema: string; examples: Json[]; validator: Validator; share: number };

const known = <T>(table: object, name: string) => (table as Record<string, T>)[name] as T;
const of = (name: string, { schema, examples }: Body, validator: Validator, share = 1): Case => ({
  name,
  schema,
  examples: examples.map(({ value }) => value),
  validator,
  share,
});
const SHORT = 2000;
const isShort = fuzz({ short: SHORT, full: 100_000 }).numRuns <= SHORT;
// Requests have most of the conditions, and are what a partner gets wrong.
const REQUEST_SHARE = 15;
const cases: Case[] = [
  ...operations.flatMap(({ id, body, answers }) => [
    ...(body ? [of(`the request of ${id}`, body, known(requestValidators, id), REQUEST_SHARE)] : []),
    ...answers.flatMap(({ status, body: answer }) =>
      answer
        ? [of(`the ${status} of ${id}`, answer, known<Validator>(known(responseValidators, id), status))]
        : [],
    ),
  ]),
  ...webhooks.map(({ path }) =>
    of(`the event ${path}`, { schema: eventSchema(path), examples: [] }, known(eventValidators, path)),
  ),
  // The bodies of webhooks differ only in the event that may stand alone: in a short run one is there for all.
  ...webhooks
    .slice(0, isShort ? 1 : undefined)
    .map(({ path, body }) => of(`the webhook ${path}`, body as Body, known(webhookValidators, path))),
];

// One valid value, and mutants of it: valid ones are the dear part.
const MUTANTS = 4;
const shares = cases.reduce((sum, { share }) => sum + share, 0);
const { numRuns, seed } = fuzz({ short: SHORT, full: 100_000, inputs: (MUTANTS + 1) * shares });
const inputs = numRuns * shares * (MUTANTS + 1);

describe(`the validators and the oracle agree on ${inputs} generated inputs (seed ${seed})`, () => {
  const progress = fuzzProgress('validators', inputs);

  test.each(cases.map((one) => [one.name, one] as const))(
    '%s',
    async (_, { schema, examples, validator, share }) => {
      const fits = await fitting(schema);
      const agree = (value: Json) => {
        const result = validator.validate(value);
        const expected = fits(value);
        if (result.valid !== expected || validator.is(value) !== expected)
          throw new Error(`the oracle says ${expected}, the validator: ${JSON.stringify(result)}`);
        if (!result.valid && result.failures.length === 0) throw new Error('it is refused without a failure');
        return expected;
      };
      const verdicts = { valid: 0, invalid: 0 };
      const count = (value: Json) => {
        verdicts[agree(value) ? 'valid' : 'invalid'] += 1;
      };
      const values = valuesOf(schema, { examples });
      fc.assert(
        fc.property(
          values.chain((value) =>
            fc.tuple(
              fc.constant(value),
              fc.array(mutated(fc.constant(value)), { minLength: MUTANTS, maxLength: MUTANTS }),
            ),
          ),
          ([value, mutants]) => {
            count(value);
            mutants.forEach(count);
            progress(mutants.length + 1);
          },
        ),
        { numRuns: numRuns * share, seed },
      );
      expect(verdicts.valid).toBeGreaterThanOrEqual(numRuns * share);
      expect(verdicts.invalid).toBeGreaterThan(0);
    },
    3_600_000,
  );
});

function eventSchema(name: string): string {
  return String(at(step('/components/schemas/KnownEvent/discriminator/mapping', name))).slice(1);
}
