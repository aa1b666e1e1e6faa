interface Due<T> {
  at: number;
  /** Breaks ties: what was put in first is due first. */
  order: number;
  job: T;
}

/** Jobs by the time they are due; a binary heap, so that hundreds of thousands can wait. */
export class DueList<T> {
  #heap: Due<T>[] = [];
  #count = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next job is due. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  add(at: number, job: T): void {
    const heap = this.#heap;
    const due = { at, order: this.#count++, job };
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(due, heap[parent] as Due<T>)) break;
      heap[index] = heap[parent] as Due<T>;
      index = parent;
    }
    heap[index] = due;
  }

  /** Takes out the next job if it is due by then. */
  take(now: number): T | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = heap.pop() as Due<T>;
    if (heap.length > 0) {
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && isBefore(heap[child + 1] as Due<T>, heap[child] as Due<T>)) child += 1;
        if (!isBefore(heap[child] as Due<T>, last)) break;
        heap[index] = heap[child] as Due<T>;
        index = child;
      }
      heap[index] = last;
    }
    return first.job;
  }
}

function isBefore(a: Due<unknown>, b: Due<unknown>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
