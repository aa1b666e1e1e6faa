import type { Json } from '../contract.ts';
import { edit } from './edit.ts';
import type { SpecMutation } from './mutation.ts';

/** Gathers the changes to one file of the contract. */
export class MutationList {
  readonly mutations: SpecMutation[] = [];
  readonly #file: string;

  /** @param file its path from `spec/` */
  constructor(file: string) {
    this.#file = file;
  }

  /** @param change makes what is at the place into something else; undefined removes it */
  add = (kind: string, place: string[], what: string, change: (inside: Json) => Json | undefined): void => {
    this.mutations.push({
      kind,
      file: `spec/${this.#file}`,
      what: `/${place.join('/')} ${what}`,
      change: (whole) => edit(whole, place, change),
    });
  };
}
