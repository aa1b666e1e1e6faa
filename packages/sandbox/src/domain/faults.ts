import { seededRandom } from './seeded-random.ts';

/** When a fault strikes: at a rate from 0 to 1, or for the next so many requests, or both. */
export interface FaultRule {
  rate?: number;
  next?: number;
}

/** What can be made to go wrong. */
export interface FaultSettings {
  /** Answers late, by `ms` milliseconds. */
  latency?: FaultRule & { ms: number };
  /** 429 with `Retry-After`. */
  tooManyRequests?: FaultRule;
  /** 500. Nothing is accepted. */
  serverError?: FaultRule;
  /** 503 with `Retry-After`. Nothing is accepted. */
  unavailable?: FaultRule;
  /** The connection breaks, and nothing is accepted. */
  resetBefore?: FaultRule;
  /** The connection breaks after the request was carried out: the sender cannot know. */
  resetAfter?: FaultRule;
  /** An event is posted twice. */
  duplicateWebhook?: FaultRule;
  /** An event is posted after the one that follows it. */
  reorderWebhook?: FaultRule;
}

export type FaultName = keyof FaultSettings;

/** Decides, repeatably, which requests are struck by which fault. */
export class Faults {
  #settings: FaultSettings = {};
  #random: () => number;
  readonly #seed: string;

  constructor(seed: string) {
    this.#seed = seed;
    this.#random = seededRandom(`faults ${seed}`);
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  /** Takes the place of all settings, and begins the random numbers anew. */
  set(settings: FaultSettings): void {
    this.#settings = structuredClone(settings);
    this.#random = seededRandom(`faults ${this.#seed}`);
  }

  /** Whether this fault strikes now. Asking counts as one request. */
  strikes(name: FaultName): boolean {
    const rule = this.#settings[name];
    if (rule === undefined) return false;
    if (rule.next !== undefined && rule.next > 0) {
      rule.next -= 1;
      return true;
    }
    return rule.rate !== undefined && this.#random() < rule.rate;
  }

  /** How late the next answer is, in milliseconds. */
  latencyMs(): number {
    return this.strikes('latency') ? (this.#settings.latency?.ms ?? 0) : 0;
  }
}
