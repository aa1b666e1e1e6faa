import type { Json } from '../contract.ts';

/** The files of the contract as data, by path from `spec/`, such as `paths/messages.yaml`. */
export type SpecSource = ReadonlyMap<string, Json>;

/** One change to one file. */
export interface Mutation {
  /** What sort of change it is, such as `required dropped`. */
  kind: string;
  /** The file that changes, from the root of the repository. */
  file: string;
  /** Where in the file, and what to: `/properties/index minimum: 0 is 1`. With the file it names the mutation. */
  what: string;
}

/** A change to a file of the contract. */
export interface SpecMutation extends Mutation {
  /** The file's data as changed; undefined removes the file. Must not change what it is given. */
  change(data: Json): Json | undefined;
}
