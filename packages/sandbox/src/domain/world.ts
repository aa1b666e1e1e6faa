import type { RestatedState, Watermark } from '../store/record-log.ts';
import { eventOfStatus, MessageEvent, type SandboxEvent } from './event.ts';
import type { Step } from './life-cycle.ts';
import { type Entry, latest, type StoredMessage } from './message.ts';
import { Queue } from './queue.ts';
import type {
  Attempt,
  InboundRecord,
  JournalRecord,
  MessageRecord,
  Profile,
  ProfileRecord,
  Subscription,
  Template,
} from './records.ts';

export interface Retention {
  /** How many messages are kept. */
  messages: number;
  /** How long they are kept, in milliseconds. */
  ageMs: number;
}

/** An API Space: everything in it is seen from nowhere else. */
export interface Space {
  profiles: Map<string, Profile>;
  templates: Map<string, Template>;
  ruleSets: Map<string, string[]>;
}

/** An event that a subscription still has to get. */
export interface Pending {
  event: SandboxEvent;
  attempts: number;
  /** When it is tried again; absent when it was never tried. */
  retryAt?: number;
}

export interface NumberedPlan {
  number: number;
  steps: readonly Step[];
}

const MAX_INTERNED_PLANS = 1000;

/**
 * All that the sandbox knows, in memory. It changes only by `apply`, so that taking in the journal's records
 * again gives the same world.
 */
export class World implements RestatedState {
  seed: string;
  things = 0;
  changes = 0;
  subscriptionCount = 0;
  /** Where a manual clock stood. */
  clock: number | undefined;

  readonly messages = new Map<string, StoredMessage>();
  readonly inbounds = new Queue<InboundRecord>();
  readonly events = new Queue<SandboxEvent>();
  readonly spaces = new Map<string, Space>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly pending = new Map<string, Map<number, Pending>>();
  readonly attempts = new Queue<Attempt>();

  readonly #order = new Queue<StoredMessage>();
  readonly #retention: Retention;
  /** Nearly all messages have one of a few plans. They share them, and records name them by number. */
  readonly #plans = new Map<string, NumberedPlan>();
  /** By the list itself, which is quicker to find than its text. */
  #plansByList = new WeakMap<readonly Step[], NumberedPlan>();
  readonly #plansByNumber = new Map<number, readonly Step[]>();
  #planCount = 0;
  #dropped = 0;

  constructor(seed: string, retention: Retention) {
    this.seed = seed;
    this.#retention = retention;
  }

  /** The number of messages that were dropped because of retention since it was last asked. */
  takeDropped(): number {
    const dropped = this.#dropped;
    this.#dropped = 0;
    return dropped;
  }

  space(id: string): Space {
    const key = spaceKey(id);
    let space = this.spaces.get(key);
    if (space === undefined) {
      space = { profiles: new Map(), templates: new Map(), ruleSets: new Map() };
      this.spaces.set(key, space);
    }
    return space;
  }

  /** The newest messages first. */
  newestFirst(): Iterable<StoredMessage> {
    return this.#order.reversed();
  }

  /**
   * The one copy of a plan that all messages share.
   *
   * @returns it, and whether it is new: then a `plan` record has to be written before any that names it
   */
  intern(steps: readonly Step[]): { plan: NumberedPlan; isNew: boolean } {
    const same = this.#plansByList.get(steps);
    if (same) return { plan: same, isNew: false };
    const key = JSON.stringify(steps);
    const known = this.#plans.get(key);
    if (known) {
      this.#plansByList.set(steps, known);
      return { plan: known, isNew: false };
    }
    // Messages keep their plans; only finding them again is given up.
    if (this.#plans.size >= MAX_INTERNED_PLANS) {
      this.#plans.clear();
      this.#plansByNumber.clear();
      this.#plansByList = new WeakMap();
    }
    const plan = { number: this.#planCount, steps };
    this.#keepPlan(key, plan);
    this.#plansByList.set(steps, plan);
    return { plan, isNew: true };
  }

  /** Takes a new message in. It is the same as to apply its record, without reading the record again. */
  add(message: StoredMessage): void {
    this.messages.set(message.id, message);
    this.#order.push(message);
    this.things = Math.max(this.things, message.n + 1);
    this.#forgetOld(message.createdOn);
  }

  /** Takes the next step of a message's plan. It is the same as to apply its record. */
  step(message: StoredMessage, at: number, seq: number | undefined): SandboxEvent | undefined {
    const step = message.plan[message.taken];
    if (step === undefined) return undefined;
    message.taken += 1;
    message.takenOn = at;
    if (seq === undefined) return undefined;
    const { status, channel, channelStatus, reason } = step;
    return this.#enter(message, { seq, status, channel, channelStatus, at, reason });
  }

  /** @returns the event that the record stands for, if there is one */
  apply(given: unknown): SandboxEvent | undefined {
    const record = given as JournalRecord;
    switch (record.t) {
      case 'm':
        this.add(fromRecord(record, this.#plansByNumber.get(record.pl) ?? []));
        return undefined;
      case 'plan':
        this.#keepPlan(JSON.stringify(record.v), { number: record.k, steps: record.v });
        return undefined;
      case 's': {
        const message = this.messages.get(record.id);
        return message && this.step(message, record.at, record.seq);
      }
      case 'h': {
        const message = this.messages.get(record.id);
        return message && this.#enter(message, record.e);
      }
      case 'i': {
        this.things = Math.max(this.things, record.n + 1);
        this.inbounds.push(record);
        if (this.inbounds.size > this.#retention.messages) this.inbounds.shift();
        const message = record.of === undefined ? undefined : this.messages.get(record.of);
        const about = { of: 'inbound', inbound: record, message } as const;
        return this.#emit({
          seq: record.seq,
          name: 'message.inbound',
          space: record.sp,
          at: record.at,
          ...about,
        });
      }
      case 'p':
        return this.#putProfile(record);
      case 'tpl':
        put(this.space(record.sp).templates, record.id, record.v);
        return undefined;
      case 'rs':
        put(this.space(record.sp).ruleSets, record.id, record.v);
        return undefined;
      case 'sub':
        this.subscriptionCount = Math.max(this.subscriptionCount, record.n + 1);
        put(this.subscriptions, record.id, record.v);
        if (record.v === null) this.pending.delete(record.id);
        else if (!this.pending.has(record.id)) this.pending.set(record.id, new Map());
        return undefined;
      case 'd':
        this.#tried(record);
        return undefined;
      case 'head':
        this.seed = record.seed;
        this.things = Math.max(this.things, record.things);
        this.changes = Math.max(this.changes, record.changes);
        this.subscriptionCount = Math.max(this.subscriptionCount, record.subscriptions);
        this.clock = record.clock ?? this.clock;
        return undefined;
      case 'clock':
        this.clock = record.at;
        return undefined;
      case 'reset':
        for (const message of this.messages.values()) message.dropped = true;
        this.messages.clear();
        this.spaces.clear();
        for (const queue of [this.#order, this.inbounds, this.events, this.attempts]) queue.clear();
        for (const pending of this.pending.values()) pending.clear();
        return undefined;
    }
  }

  *restate(): Iterable<string> {
    const { seed, things, changes, subscriptionCount: subscriptions, clock } = this;
    yield JSON.stringify({ t: 'head', seed, things, changes, subscriptions, clock });
    for (const [k, v] of this.#plansByNumber) yield JSON.stringify({ t: 'plan', k, v });
    for (const [sp, { profiles, templates, ruleSets }] of this.spaces) {
      for (const p of profiles.values()) yield JSON.stringify({ t: 'p', sp, at: 0, p });
      for (const [id, v] of templates) yield JSON.stringify({ t: 'tpl', sp, id, v });
      for (const [id, v] of ruleSets) yield JSON.stringify({ t: 'rs', sp, id, v });
    }
    for (const [id, v] of this.subscriptions) yield JSON.stringify({ t: 'sub', n: 0, id, v });
  }

  floor(): Watermark {
    let change = this.changes;
    for (const pending of this.pending.values()) {
      const [first = change] = pending.keys();
      change = Math.min(change, first);
    }
    return { thing: this.#order.peek()?.n ?? this.things, change };
  }

  ceiling(): Watermark {
    return { thing: this.things, change: this.changes };
  }

  #keepPlan(key: string, plan: NumberedPlan): void {
    this.#plans.set(key, plan);
    this.#plansByNumber.set(plan.number, plan.steps);
    this.#planCount = Math.max(this.#planCount, plan.number + 1);
  }

  #enter(message: StoredMessage, entry: Entry): SandboxEvent | undefined {
    const before = latest(message)?.status ?? 'processing';
    this.changes = Math.max(this.changes, entry.seq + 1);
    message.history.push(entry);
    if (entry.status === before || eventOfStatus(entry.status) === undefined) return undefined;
    return this.#emit(new MessageEvent(message, message.history.length - 1));
  }

  #emit(event: SandboxEvent): SandboxEvent {
    this.changes = Math.max(this.changes, event.seq + 1);
    this.events.push(event);
    for (const subscription of this.subscriptions.values()) {
      if (wants(subscription, event))
        this.pending.get(subscription.id)?.set(event.seq, { event, attempts: 0 });
    }
    return event;
  }

  #putProfile({ sp, at, seq, ev, p }: ProfileRecord): SandboxEvent | undefined {
    const { profiles } = this.space(sp);
    // Put last, so that the oldest is the one that was used least recently.
    profiles.delete(p.id);
    profiles.set(p.id, p);
    if (profiles.size > this.#retention.messages) {
      const [oldest = ''] = profiles.keys();
      profiles.delete(oldest);
    }
    if (seq === undefined || ev === undefined) return undefined;
    return this.#emit({ seq, name: `profile.${ev}`, space: sp, at, of: 'profile', profile: p });
  }

  #tried(attempt: Attempt): void {
    this.attempts.push(attempt);
    if (this.attempts.size > this.#retention.messages * 4) this.attempts.shift();
    if (attempt.manual) return;
    const pending = this.pending.get(attempt.sub);
    for (const seq of attempt.seqs) {
      const waiting = pending?.get(seq);
      if (waiting === undefined) continue;
      if (attempt.end !== undefined) pending?.delete(seq);
      else {
        waiting.attempts = attempt.attempt;
        if (attempt.retryAt !== undefined) waiting.retryAt = attempt.retryAt;
      }
    }
  }

  #forgetOld(now: number): void {
    const { messages, ageMs } = this.#retention;
    for (let oldest = this.#order.peek(); oldest !== undefined; oldest = this.#order.peek()) {
      if (this.#order.size <= messages && oldest.createdOn >= now - ageMs) return;
      this.#order.shift();
      this.messages.delete(oldest.id);
      oldest.dropped = true;
      this.#dropped += 1;
      for (
        let event = this.events.peek();
        event !== undefined && isGone(event, oldest);
        event = this.events.peek()
      ) {
        this.events.shift();
        for (const pending of this.pending.values()) pending.delete(event.seq);
      }
    }
  }
}

/** The two ways to write the id of an API Space mean the same one. */
export function spaceKey(apiSpaceId: string): string {
  return apiSpaceId.replaceAll('-', '');
}

export function wants({ events, apiSpaceId }: Subscription, event: SandboxEvent): boolean {
  if (events && !events.includes(event.name)) return false;
  return apiSpaceId === undefined || spaceKey(apiSpaceId) === spaceKey(event.space);
}

function isGone(event: SandboxEvent, oldest: StoredMessage): boolean {
  return event.of === 'message' ? event.message.dropped === true : event.at < oldest.createdOn;
}

function put<T>(map: Map<string, T>, id: string, value: T | null): void {
  if (value === null) map.delete(id);
  else map.set(id, value);
}

function fromRecord(record: MessageRecord, plan: readonly Step[]): StoredMessage {
  return {
    n: record.n,
    id: record.id,
    space: record.sp,
    request: JSON.stringify(record.req),
    createdOn: record.at,
    visibleOn: record.vis,
    by: record.by,
    sender: record.snd,
    targets: record.tg,
    segments: record.seg,
    rendered: record.rn,
    plan,
    taken: 0,
    takenOn: record.at,
    history: [],
  };
}
