/** Jobs of one moment, first in, first out. */
interface Moment<T> {
  at: number;
  jobs: T[];
  taken: number;
}

/** Jobs by the time they are due: a heap of moments, since of hundreds of thousands of jobs most share theirs. */
export class DueList<T> {
  readonly #moments = new Map<number, Moment<T>>();
  #heap: Moment<T>[] = [];

  /** When the next job is due. */
  get nextAt(): number | undefined {
    return this.#heap[0]?.at;
  }

  add(at: number, job: T): void {
    const known = this.#moments.get(at);
    if (known !== undefined) {
      known.jobs.push(job);
      return;
    }
    const moment = { at, jobs: [job], taken: 0 };
    this.#moments.set(at, moment);
    const heap = this.#heap;
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (at >= (heap[parent] as Moment<T>).at) break;
      heap[index] = heap[parent] as Moment<T>;
      index = parent;
    }
    heap[index] = moment;
  }

  /** Takes out the next job if it is due by then; of one moment's jobs the one that was put in first. */
  take(now: number): T | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    const job = first.jobs[first.taken] as T;
    first.taken += 1;
    if (first.taken === first.jobs.length) this.#remove(first);
    return job;
  }

  #remove(first: Moment<T>): void {
    this.#moments.delete(first.at);
    const heap = this.#heap;
    const last = heap.pop() as Moment<T>;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Moment<T>).at < (heap[child] as Moment<T>).at)
        child += 1;
      if ((heap[child] as Moment<T>).at >= last.at) break;
      heap[index] = heap[child] as Moment<T>;
      index = child;
    }
    heap[index] = last;
  }
}
