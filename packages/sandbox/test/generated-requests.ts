import { contract, type Json, mutated, stockAjv, valuesOf } from '@enterprise-communications/generators';
import fc from 'fast-check';

// What is valid is judged here by another implementation than the sandbox uses: stock Ajv on the description.

const schema = (name: string) => `/components/schemas/${name}`;
const judge = stockAjv(contract);
export const isRequest = judge(schema('SendMessageRequest'));
export const isMessage = judge(schema('Message'));
export const isError = judge(schema('ErrorResponse'));
export const isEvent = judge(schema('KnownEvent'));

// What the description leaves open, and the sandbox reads: recipients and metadata that choose an outcome.
const names = fc.constantFrom(
  'sandbox-read',
  'sandbox-refused',
  'customer-1042',
  '{{profile.firstName}}',
  'é',
);
const anyMetadata = valuesOf(schema('Metadata'));
const { examples: named } = contract['components'] as { examples: Record<string, { value: Json }> };
const examples = Object.values(named);
const likely = valuesOf(schema('SendMessageRequest'), {
  examples: examples.map(({ value }) => value).filter((value) => isRequest(value)),
  overrides: {
    [schema('PhoneNumber')]: fc
      .integer({ min: 0, max: 999 })
      .map((n) => `447700900${String(n).padStart(3, '0')}`),
    [schema('Recipient/properties/profileId')]: names,
    [schema('Recipient/properties/fbMessengerId')]: names,
    [schema('Metadata')]: fc.oneof(
      anyMetadata,
      fc
        .oneof(names, fc.constantFrom('read', 'retried', 'filtered'), anyMetadata)
        .map((sandbox) => ({ sandbox })),
    ),
  },
});
const changed = mutated(likely);

/** Requests made from the description, and such as stayed valid though something in them was changed. */
export const validRequests: fc.Arbitrary<Json> = fc
  .oneof({ weight: 2, arbitrary: likely }, { weight: 1, arbitrary: changed })
  .filter((request) => isRequest(request));
/** Requests in which one field or item, however deep, was changed so that they are no longer valid. */
export const invalidRequests = changed.filter((request) => !isRequest(request));
