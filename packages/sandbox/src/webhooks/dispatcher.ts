import type { Engine } from '../domain/engine.ts';
import { eventJson, orderKey, type SandboxEvent } from '../domain/event.ts';
import type { Faults } from '../domain/faults.ts';
import { Queue } from '../domain/queue.ts';
import type { AttemptRecord, Subscription } from '../domain/records.ts';
import type { Pending } from '../domain/world.ts';
import { contract } from '../generated/contract.ts';
import type { Poster } from './post.ts';
import { signature } from './signature.ts';
import { whatFollows } from './what-follows.ts';

/** Events that have to follow each other. Only the first ones are on their way. */
interface Lane {
  key: string | object;
  waiting: Pending[];
  /** Whether it waits for nothing but its turn. */
  isReady: boolean;
}

/** What goes into one request, and is tried again as one. */
interface Parcel {
  parts: { lane: Lane; events: Pending[] }[];
}

/** All that is on its way to one subscription. */
interface Line {
  subscription: Subscription;
  lanes: Map<string | object, Lane>;
  /** Lanes whose first event can go now. */
  ready: Queue<Lane>;
  readyEvents: number;
  /** Parcels to be tried again now. */
  again: Queue<Parcel>;
  inFlight: number;
  /** Whether a batch goes out although it is not full. */
  isBatchDue: boolean;
  isBatchTimed: boolean;
}

const MAX_IN_FLIGHT = 32;
const REORDER_DELAY_MS = 1000;

/** Brings events to webhooks: in order for each message, again until it works, and each attempt written down. */
export class Dispatcher {
  readonly #engine: Engine;
  readonly #faults: Faults;
  readonly #poster: Poster;
  readonly #onAttempt: (attempt: AttemptRecord) => void;
  readonly #lines = new Map<string, Line>();
  #isStopped = false;

  constructor(engine: Engine, faults: Faults, poster: Poster, onAttempt: (attempt: AttemptRecord) => void) {
    this.#engine = engine;
    this.#faults = faults;
    this.#poster = poster;
    this.#onAttempt = onAttempt;
  }

  /** Goes on with everything that was not delivered when the sandbox was stopped. */
  resume(): void {
    for (const [id, pending] of this.#engine.world.pending) {
      for (const waiting of pending.values()) this.#take(id, waiting);
    }
    for (const line of this.#lines.values()) this.#pump(line);
  }

  /** Takes an event that is safe by now. */
  offer(event: SandboxEvent): void {
    for (const [id, pending] of this.#engine.world.pending) {
      const waiting = pending.get(event.seq);
      if (waiting === undefined) continue;
      this.#take(id, waiting);
      this.#pump(this.#lines.get(id) as Line);
    }
  }

  /** Posts an event again, once, because somebody asked for it. */
  async resend(event: SandboxEvent, subscription: Subscription): Promise<AttemptRecord> {
    return this.#attempt(subscription, [event], 1, true);
  }

  /** What is posted for some events. */
  body(events: SandboxEvent[], { batch }: Subscription): string {
    const texts = events.map((event) => eventJson(event, this.#engine.eventId(event)));
    return batch ? `[${texts.join(',')}]` : (texts[0] as string);
  }

  stop(): void {
    this.#isStopped = true;
    this.#poster.close();
  }

  #take(id: string, waiting: Pending): void {
    const subscription = this.#engine.world.subscriptions.get(id);
    if (subscription === undefined) return;
    const line = this.#line(subscription);
    const isLate = this.#faults.strikes('reorderWebhook');
    const key = subscription.ordered && !isLate ? orderKey(waiting.event) : waiting;
    let lane = line.lanes.get(key);
    if (lane === undefined) {
      lane = { key, waiting: [], isReady: false };
      line.lanes.set(key, lane);
    }
    lane.waiting.push(waiting);
    if (isLate) waiting.retryAt = this.#engine.timeline.now() + REORDER_DELAY_MS;
    if (lane.waiting.length === 1) this.#makeReady(line, lane);
    else if (lane.isReady) line.readyEvents += 1;
  }

  #line(subscription: Subscription): Line {
    let line = this.#lines.get(subscription.id);
    if (line === undefined) {
      line = {
        subscription,
        lanes: new Map(),
        ready: new Queue(),
        readyEvents: 0,
        again: new Queue(),
        inFlight: 0,
        isBatchDue: false,
        isBatchTimed: false,
      };
      this.#lines.set(subscription.id, line);
    }
    return line;
  }

  #makeReady(line: Line, lane: Lane): void {
    const { timeline } = this.#engine;
    const [first] = lane.waiting;
    const retryAt = first?.retryAt ?? 0;
    const go = (): void => {
      lane.isReady = true;
      line.ready.push(lane);
      line.readyEvents += lane.waiting.length;
      this.#timeBatch(line);
    };
    if (retryAt <= timeline.now()) {
      go();
      return;
    }
    timeline.at(retryAt, {
      run: () => {
        go();
        this.#pump(line);
      },
    });
  }

  #timeBatch(line: Line): void {
    const { batch } = line.subscription;
    if (!batch || line.isBatchTimed) return;
    line.isBatchTimed = true;
    const { timeline } = this.#engine;
    timeline.at(timeline.now() + batch.timeoutMs, {
      run: () => {
        line.isBatchTimed = false;
        line.isBatchDue = true;
        this.#pump(line);
      },
    });
  }

  #pump(line: Line): void {
    while (line.inFlight < MAX_IN_FLIGHT && !this.#isStopped) {
      const parcel = line.again.shift() ?? this.#pack(line);
      if (parcel === undefined) return;
      this.#send(line, parcel);
    }
  }

  #pack(line: Line): Parcel | undefined {
    const { batch } = line.subscription;
    if (line.ready.size === 0) {
      line.isBatchDue = false;
      return undefined;
    }
    if (!batch) {
      const lane = this.#shiftReady(line) as Lane;
      return { parts: [{ lane, events: lane.waiting.slice(0, 1) }] };
    }
    if (line.readyEvents < batch.maxSize && !line.isBatchDue) return undefined;
    const parts: Parcel['parts'] = [];
    let room = batch.maxSize;
    while (room > 0 && line.ready.size > 0) {
      const lane = this.#shiftReady(line) as Lane;
      const events = lane.waiting.slice(0, room);
      room -= events.length;
      parts.push({ lane, events });
    }
    if (line.ready.size === 0) line.isBatchDue = false;
    return { parts };
  }

  #shiftReady(line: Line): Lane | undefined {
    const lane = line.ready.shift();
    if (lane === undefined) return undefined;
    lane.isReady = false;
    line.readyEvents -= lane.waiting.length;
    return lane;
  }

  #send(line: Line, parcel: Parcel) {
    const { world } = this.#engine;
    const { subscription } = line;
    const pending = world.pending.get(subscription.id);
    // Messages can have been dropped, and subscriptions ended, while events waited.
    const going = parcel.parts.flatMap(({ events }) => events).filter(({ event }) => pending?.has(event.seq));
    if (going.length === 0) return this.#finish(line, parcel);
    line.inFlight += 1;
    const attempt = Math.max(...going.map(({ attempts }) => attempts)) + 1;
    const work = this.#attempt(
      subscription,
      going.map(({ event }) => event),
      attempt,
      false,
    ).then(({ retryAt }) => {
      line.inFlight -= 1;
      if (this.#isStopped) return;
      if (retryAt === undefined) this.#finish(line, parcel);
      else {
        this.#engine.timeline.at(retryAt, {
          run: () => {
            line.again.push(parcel);
            this.#pump(line);
          },
        });
      }
      this.#pump(line);
    });
    this.#engine.timeline.follow(work);
  }

  /** Takes a parcel's events off their lanes, so that those behind them can go. */
  #finish(line: Line, { parts }: Parcel): void {
    for (const { lane, events } of parts) {
      lane.waiting.splice(0, events.length);
      if (lane.waiting.length > 0) this.#makeReady(line, lane);
      else line.lanes.delete(lane.key);
    }
  }

  async #attempt(
    subscription: Subscription,
    events: SandboxEvent[],
    attempt: number,
    isManual: boolean,
  ): Promise<AttemptRecord> {
    const { timeline } = this.#engine;
    const at = timeline.now();
    const body = this.body(events, subscription);
    const headers = { [contract.signatureHeader.toLowerCase()]: signature(subscription.secret, body) };
    const posted = await this.#poster.post(subscription.url, headers, body);
    const following = whatFollows(posted.status, attempt);
    const record: AttemptRecord = {
      t: 'd',
      sub: subscription.id,
      seqs: events.map(({ seq }) => seq),
      attempt,
      at,
      ms: timeline.now() - at,
      ...posted,
    };
    if (isManual) record.manual = true;
    else if ('end' in following) record.end = following.end;
    else record.retryAt = timeline.now() + following.retryAfterMs;
    if (this.#isStopped) return record;
    this.#engine.record(record);
    this.#onAttempt(record);
    if (record.end === 'delivered' && this.#faults.strikes('duplicateWebhook')) {
      timeline.follow(this.#attempt(subscription, events, attempt, true));
    }
    return record;
  }
}
