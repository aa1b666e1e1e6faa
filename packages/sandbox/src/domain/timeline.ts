import { DueList } from './due-list.ts';

/** Something to do at its time. */
export interface Job {
  run(): void;
}

/** Time as the sandbox lives through it: what time it is, and what is due when. */
export interface Timeline {
  readonly kind: 'real' | 'manual';
  /** Milliseconds since 1970. */
  now(): number;
  at(time: number, job: Job): void;
  /** Lets a manual clock wait for work that goes on outside, such as a request to a webhook. */
  follow(work: Promise<unknown>): void;
  stop(): void;
}

// So that a flood of due jobs does not keep requests waiting.
const SLICE_MS = 4;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
// RFC 3339, which the contract's times are written by, has four digits for a year.
const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The clock on the wall. */
export class RealTimeline implements Timeline {
  readonly kind = 'real';
  readonly #due = new DueList<Job>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #isStopped = false;

  now(): number {
    return Date.now();
  }

  at(time: number, job: Job): void {
    this.#due.add(time, job);
    if (time < this.#timerAt) this.#arm();
  }

  follow(): void {}

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#due.nextAt;
    this.#timerAt = next ?? Number.POSITIVE_INFINITY;
    if (next === undefined || this.#isStopped) return;
    const wait = Math.min(Math.max(0, next - Date.now()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    // Nothing arms the timer anew while jobs run.
    this.#timerAt = Number.NEGATIVE_INFINITY;
    const started = Date.now();
    for (let job = this.#due.take(started); job !== undefined; job = this.#due.take(started)) {
      job.run();
      if (Date.now() - started > SLICE_MS) {
        setImmediate(() => !this.#isStopped && this.#run());
        return;
      }
    }
    this.#arm();
  }
}

/** A clock that stands still until it is told to go on. */
export class ManualTimeline implements Timeline {
  readonly kind = 'manual';
  readonly #due = new DueList<Job>();
  readonly #outside = new Set<Promise<unknown>>();
  #now: number;
  /** Where the clock will be when all that was asked of it is done. */
  #goal: number;
  #advancing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(now: number) {
    this.#now = now;
    this.#goal = now;
  }

  now(): number {
    return this.#now;
  }

  at(time: number, job: Job): void {
    this.#due.add(time, job);
  }

  follow(work: Promise<unknown>): void {
    this.#outside.add(work);
    work.finally(() => this.#outside.delete(work));
  }

  /** Why the clock cannot go on for so long; undefined when it can. */
  refusal(ms: number): string | undefined {
    if (this.#goal + ms <= LAST_TIME) return undefined;
    return `The clock cannot go beyond ${new Date(LAST_TIME).toISOString()}, the last time that RFC 3339 can write.`;
  }

  /**
   * Lets time pass. Everything that falls due is done in its order, and what it leads to as well, before this
   * resolves.
   *
   * @param afterEach called after everything that is due at one moment
   */
  advance(ms: number, afterEach: () => void): Promise<void> {
    this.#goal += ms;
    const target = this.#goal;
    this.#advancing = this.#advancing.then(() => this.#go(target, afterEach));
    return this.#advancing;
  }

  stop(): void {
    this.#isStopped = true;
  }

  async #go(target: number, afterEach: () => void): Promise<void> {
    for (;;) {
      afterEach();
      while (this.#outside.size > 0) {
        await Promise.all(this.#outside);
        afterEach();
      }
      const next = this.#due.nextAt;
      if (next === undefined || next > target || this.#isStopped) break;
      this.#now = Math.max(this.#now, next);
      for (let job = this.#due.take(this.#now); job !== undefined; job = this.#due.take(this.#now)) job.run();
    }
    this.#now = Math.max(this.#now, target);
  }
}
