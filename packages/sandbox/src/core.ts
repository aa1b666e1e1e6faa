import { randomBytes } from 'node:crypto';
import { type Change, Engine } from './domain/engine.ts';
import type { SandboxEvent } from './domain/event.ts';
import { Faults } from './domain/faults.ts';
import { isoTime, type StoredMessage } from './domain/message.ts';
import type { Attempt } from './domain/records.ts';
import { ManualTimeline, RealTimeline, type Timeline } from './domain/timeline.ts';
import { type Retention, World } from './domain/world.ts';
import { contract } from './generated/contract.ts';
import { SandboxError } from './sandbox-error.ts';
import { Journal } from './store/journal.ts';
import { MemoryLog } from './store/memory-log.ts';
import type { RecordLog } from './store/record-log.ts';
import { Dispatcher } from './webhooks/dispatcher.ts';
import { poster } from './webhooks/post.ts';
import { refusalOfUrl } from './webhooks/public-address.ts';
import { signature } from './webhooks/signature.ts';

export interface CoreOptions {
  /** A folder to keep everything in; without it, all is gone at the end. */
  data?: string | undefined;
  clock: 'real' | 'manual';
  seed?: string | undefined;
  pace: number;
  retention: Retention;
  answerWithinMs?: number | undefined;
  /** Whether webhooks on private addresses are refused. */
  onlyPublicWebhooks: boolean;
  /** Told of things that whoever runs the sandbox should know. */
  warn: (line: string) => void;
}

/** What has changed, for those who watch. */
export interface Changed {
  kind: Change['kind'];
  messageId?: string;
}

// With a seed, all is repeatable, so time begins at a fixed moment too.
const SEEDED_START = Date.UTC(2026, 0, 1);

/** The sandbox without its HTTP side: the parts, put together. */
export class Core {
  readonly engine: Engine;
  readonly log: RecordLog;
  readonly faults: Faults;
  readonly dispatcher: Dispatcher;
  readonly #timeline: Timeline;
  readonly #watchers = new Set<(changed: Changed) => void>();
  readonly #options: CoreOptions;
  readonly #retentionTimer: NodeJS.Timeout;

  /** @throws {SandboxError} when the data folder cannot be used */
  constructor(options: CoreOptions) {
    this.#options = options;
    const seed = options.seed ?? randomBytes(16).toString('hex');
    const world = new World(seed, options.retention);
    this.log = options.data === undefined ? new MemoryLog() : new Journal(options.data, world);
    world.takeDropped();
    if (options.clock === 'real') this.#timeline = new RealTimeline();
    else {
      const start = options.seed === undefined ? Date.now() : SEEDED_START;
      this.#timeline = new ManualTimeline(world.clock ?? start);
    }
    this.faults = new Faults(world.seed);
    const fresh: SandboxEvent[] = [];
    this.engine = new Engine({
      world,
      log: this.log,
      timeline: this.#timeline,
      pace: options.pace,
      onChange: (change) => {
        if (change.kind === 'event' && world.subscriptions.size > 0) fresh.push(change.event);
        this.#tell(change);
      },
      onEvent: () => {
        for (const event of fresh.splice(0)) this.dispatcher.offer(event);
      },
    });
    const post = poster(
      options.answerWithinMs ?? contract.answerWithinSeconds * 1000,
      options.onlyPublicWebhooks,
    );
    this.dispatcher = new Dispatcher(this.engine, this.faults, post, () => this.#tell({ kind: 'attempt' }));
    this.engine.resume();
    this.dispatcher.resume();
    this.#retentionTimer = setInterval(() => this.#warnOfDropped(), 10_000);
    this.#retentionTimer.unref();
  }

  message(id: string): StoredMessage | undefined {
    return this.engine.world.messages.get(id.toLowerCase());
  }

  eventsOf(message: StoredMessage): SandboxEvent[] {
    return [...this.engine.world.events].filter((event) => 'message' in event && event.message === message);
  }

  repliesTo(message: StoredMessage): Record<string, unknown>[] {
    return [...this.engine.world.inbounds].filter(({ of }) => of === message.id).map((inbound) => inbound.in);
  }

  attemptsOf(event: SandboxEvent): Attempt[] {
    return [...this.engine.world.attempts].filter(({ seqs }) => seqs.includes(event.seq));
  }

  /** An attempt with what was posted: the body and its signature. */
  attemptView(attempt: Attempt): Record<string, unknown> {
    const subscription = this.engine.world.subscriptions.get(attempt.sub);
    const wanted = new Set(attempt.seqs);
    const events = [...this.engine.world.events].filter(({ seq }) => wanted.has(seq));
    const body = subscription && events.length > 0 ? this.dispatcher.body(events, subscription) : undefined;
    return {
      subscriptionId: attempt.sub,
      url: subscription?.url,
      attempt: attempt.attempt,
      at: isoTime(attempt.at),
      milliseconds: attempt.ms,
      status: attempt.status,
      error: attempt.error,
      outcome: attempt.manual ? 'resent' : (attempt.end ?? 'will be tried again'),
      ...(attempt.retryAt !== undefined && { retryAt: isoTime(attempt.retryAt) }),
      eventIds: events.map((event) => this.engine.eventId(event)),
      ...(body !== undefined && { body, signature: signature(subscription?.secret ?? '', body) }),
    };
  }

  state() {
    const { world } = this.engine;
    return {
      title: contract.title,
      version: contract.version,
      clock: this.clock(),
      signatureHeader: contract.signatureHeader,
      messages: world.messages.size,
      events: world.events.size,
      inbounds: world.inbounds.size,
      subscriptions: world.subscriptions.size,
      undelivered: [...world.pending.values()].reduce((sum, { size }) => sum + size, 0),
      memoryBytes: process.memoryUsage.rss(),
    };
  }

  clock(): { kind: 'real' | 'manual'; now: string } {
    return { kind: this.#timeline.kind, now: isoTime(this.#timeline.now()) };
  }

  /** Lets time pass on a manual clock. @throws {SandboxError} when there is not so much of it */
  async advance(ms: number): Promise<void> {
    if (!(this.#timeline instanceof ManualTimeline)) throw new Error('the clock is not a manual one');
    const refusal = this.refuseAdvance(ms);
    if (refusal !== undefined) throw new SandboxError(refusal);
    await this.#timeline.advance(ms, () => this.log.commit());
    this.engine.record({ t: 'clock', at: this.#timeline.now() });
    this.#tell({ kind: 'clock' });
  }

  /** Why a manual clock cannot be advanced by so much; undefined when it can. */
  refuseAdvance(ms: number): string | undefined {
    return this.#timeline instanceof ManualTimeline ? this.#timeline.refusal(ms) : undefined;
  }

  /** Why a webhook may not be at a URL; undefined when it may. */
  async refuseUrl(url: string): Promise<string | undefined> {
    return this.#options.onlyPublicWebhooks ? refusalOfUrl(url) : undefined;
  }

  /** @returns a function that ends the watching */
  watch(watcher: (changed: Changed) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  close(): void {
    clearInterval(this.#retentionTimer);
    this.#timeline.stop();
    this.dispatcher.stop();
    this.log.close();
  }

  #tell(change: Change): void {
    if (this.#watchers.size === 0) return;
    const changed: Changed = { kind: change.kind };
    if (change.kind === 'message') changed.messageId = change.message.id;
    if (change.kind === 'event' && 'message' in change.event && change.event.message) {
      changed.messageId = change.event.message.id;
    }
    for (const watcher of this.#watchers) watcher(changed);
  }

  #warnOfDropped(): void {
    const dropped = this.engine.world.takeDropped();
    if (dropped > 0) {
      this.#options.warn(
        `${dropped} of the oldest messages were dropped; --keep N and --keep-for AGE keep more`,
      );
    }
  }
}
