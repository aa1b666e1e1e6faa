/** Where the parts of flattened contracts are written in the contracts themselves. */
export class Origins {
  readonly #own = new WeakMap<object, string>();
  readonly #asPart = new WeakMap<object, string>();
  readonly #required = new WeakMap<object, Map<string, string>>();

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
    this.#required.set(
      flat,
      new Map([...(this.#required.get(other) ?? []), ...(this.#required.get(flat) ?? [])]),
    );
  }

  /** Of the names that `flat` requires, those that only `other` brought. */
  requiredBy(flat: object, other: object, names: readonly string[]): void {
    const required = this.#required.get(flat) ?? new Map();
    for (const name of names) required.set(name, this.requires(other, name));
    this.#required.set(flat, required);
  }

  /** Where it is said that `flat` requires the property. */
  requires(flat: unknown, name: string): string | undefined {
    return (typeof flat === 'object' && flat && this.#required.get(flat)?.get(name)) || this.own(flat);
  }

  own(flat: unknown): string | undefined {
    return typeof flat === 'object' && flat !== null ? this.#own.get(flat) : undefined;
  }

  asPart(flat: unknown): string | undefined {
    return typeof flat === 'object' && flat !== null ? this.#asPart.get(flat) : undefined;
  }
}
