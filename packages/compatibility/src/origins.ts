/** Where the parts of flattened contracts are written in the contracts themselves. */
export class Origins {
  readonly #own = new WeakMap<object, string>();
  readonly #asPart = new WeakMap<object, string>();

  writtenAt(flat: object, pointer: string): void {
    this.#own.set(flat, pointer);
  }

  /** Where a part is named, when it is written somewhere else. */
  partOf<Part>(flat: Part, pointer: string): Part {
    if (typeof flat === 'object' && flat !== null) this.#asPart.set(flat, pointer);
    return flat;
  }

  /** `flat` was made from `other`. */
  sameAs(flat: object, other: object): void {
    const [own, asPart] = [this.#own.get(other), this.#asPart.get(other)];
    if (own !== undefined) this.#own.set(flat, own);
    if (asPart !== undefined) this.#asPart.set(flat, asPart);
  }

  own(flat: unknown): string | undefined {
    return typeof flat === 'object' && flat !== null ? this.#own.get(flat) : undefined;
  }

  asPart(flat: unknown): string | undefined {
    return typeof flat === 'object' && flat !== null ? this.#asPart.get(flat) : undefined;
  }
}
