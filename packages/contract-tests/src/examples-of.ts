import type { Json } from './contract.ts';
import type { Operations } from './operations.ts';

/** A value that the contract shows, and the schema that it is an example of. */
export interface Example {
  /** Such as `sendMessage 201 accepted-sent`. */
  where: string;
  /** JSON pointer. */
  schema: string;
  value: Json;
}

/** Every example of a contract: of bodies, by name, and of parameters and headers. */
export function examplesOf({ operations, webhooks }: Operations): { bodies: Example[]; values: Example[] } {
  const all = [...operations, ...webhooks];
  const bodies = all.flatMap(({ id, body, answers }) => [
    ...(body?.examples ?? []).map(({ name, ...example }) => ({ where: `${id} request ${name}`, ...example })),
    ...answers.flatMap(({ status, body: answer }) =>
      (answer?.examples ?? []).map(({ name, ...example }) => ({
        where: `${id} ${status} ${name}`,
        ...example,
      })),
    ),
  ]);
  const parameters = all.flatMap(({ id, parameters: list }) =>
    list.map(({ name, schema, example }) => ({ where: `${id} parameter ${name}`, schema, value: example })),
  );
  const headers = all.flatMap(({ id, answers }) =>
    answers.flatMap(({ status, headers: list }) =>
      list.map(({ name, schema, example }) => ({
        where: `${id} ${status} header ${name}`,
        schema,
        value: example,
      })),
    ),
  );
  return { bodies, values: [...parameters, ...headers] };
}
