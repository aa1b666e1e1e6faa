/** A message on its way into a batch. */
export interface Entry<Item> {
  item: Item;
  index: number;
  json: string;
  /** The size of `json` in UTF-8. */
  bytes: number;
}

export interface BatchLimits {
  /** Messages. */
  maxItems: number;
  /** Bytes of JSON, brackets and commas included. */
  maxBytes: number;
}

/**
 * Cuts a stream of entries into batches, in order and as large as the limits let them be. Each entry must fit into a
 * batch by itself.
 */
export class BatchCutter<Item> {
  readonly #limits: BatchLimits;
  #open: Entry<Item>[] = [];
  #bytes = 0;

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  /** Takes an entry. Gives a batch when one is complete. */
  add(entry: Entry<Item>): Entry<Item>[] | undefined {
    const { maxItems, maxBytes } = this.#limits;
    // One for the comma or the opening bracket before it, one for the closing bracket.
    const full = this.#bytes + entry.bytes + 2 > maxBytes;
    const batch = full ? this.flush() : undefined;
    this.#open.push(entry);
    this.#bytes += entry.bytes + 1;
    return batch ?? (this.#open.length >= maxItems ? this.flush() : undefined);
  }

  /** Gives what is left. May be empty. */
  flush(): Entry<Item>[] {
    const batch = this.#open;
    this.#open = [];
    this.#bytes = 0;
    return batch;
  }
}

/** The JSON of a batch. */
export function batchJson(batch: readonly { json: string }[]): string {
  return `[${batch.map(({ json }) => json).join(',')}]`;
}
