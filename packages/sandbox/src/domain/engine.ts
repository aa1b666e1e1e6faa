import type { SendMessageRequest } from '@enterprise-communications/types';
import type { MessageStatus } from '../generated/contract.ts';
import type { RecordLog } from '../store/record-log.ts';
import { addressField } from './address.ts';
import type { SandboxEvent } from './event.ts';
import { ID_PURPOSE, IdSource } from './ids.ts';
import { planLifeCycle } from './life-cycle.ts';
import { mayHaveMergeFields, mergeFields } from './merge-fields.ts';
import { type Entry, isoTime, latest, type Rendered, type StoredMessage, targetOn } from './message.ts';
import type {
  InboundRecord,
  JournalRecord,
  Profile,
  RuleSetRecord,
  Subscription,
  Template,
} from './records.ts';
import { canBecome } from './status-order.ts';
import type { Job, Timeline } from './timeline.ts';
import { spaceKey, type World } from './world.ts';

/** Who sends, by the access token. */
export interface Principal {
  /** `access:` and an id. */
  by: string;
  profileId: string;
}

export interface EngineOptions {
  world: World;
  log: RecordLog;
  timeline: Timeline;
  /** What the short delays of the outcomes are multiplied with; 0 for at once. */
  pace: number;
  /** Told of everything that can be seen to change. */
  onChange?: (change: Change) => void;
  /** Told of each event after it is safe. */
  onEvent?: () => void;
}

export type Change =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'inbound'; inbound: InboundRecord }
  | { kind: 'event'; event: SandboxEvent }
  | { kind: 'attempt' }
  | { kind: 'clock' }
  | { kind: 'reset' };

/** How long after a batch was accepted its messages can be read back. */
const BATCH_VISIBLE_AFTER_MS = 100;

/** What the sandbox does: it takes messages in, leads them through their lives, and writes everything down. */
export class Engine {
  readonly world: World;
  readonly timeline: Timeline;
  readonly #log: RecordLog;
  readonly #pace: number;
  readonly #options: EngineOptions;
  #ids: IdSource;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.world = options.world;
    this.timeline = options.timeline;
    this.#log = options.log;
    this.#pace = options.pace;
    this.#ids = new IdSource(this.world.seed);
  }

  /** Goes on with every life that was under way when the sandbox was stopped. */
  resume(): void {
    for (const message of this.world.messages.values()) this.#schedule(message);
  }

  /**
   * Takes messages in. They are not safe before the log's next commit.
   *
   * @param requests valid requests
   * @param isBatch whether the messages can be read back only a moment later
   */
  accept(
    space: string,
    principal: Principal,
    requests: SendMessageRequest[],
    isBatch: boolean,
  ): StoredMessage[] {
    const now = this.timeline.now();
    return requests.map((request) => {
      const visibleOn = isBatch ? now + this.#batchDelay() : now;
      const { message, plan } = this.#newMessage(space, principal, request, now, visibleOn);
      this.world.add(message);
      this.#log.append(messageRecord(message, plan));
      this.#schedule(message);
      this.#options.onChange?.({ kind: 'message', message });
      return message;
    });
  }

  /** The message, if it is in this API Space and can be read already. */
  find(space: string, messageId: string): StoredMessage | undefined {
    const message = this.world.messages.get(messageId.toLowerCase());
    if (message === undefined || spaceKey(message.space) !== spaceKey(space)) return undefined;
    return message.visibleOn <= this.timeline.now() ? message : undefined;
  }

  eventId({ seq }: SandboxEvent): string {
    return this.#ids.guid(ID_PURPOSE.event, seq);
  }

  /**
   * Changes a message's status as its channel would.
   *
   * @returns whether that was possible; a status never goes backwards
   */
  setStatus(message: StoredMessage, status: MessageStatus, reason?: string): boolean {
    const entry = latest(message);
    if (!canBecome(entry?.status ?? 'processing', status) || entry?.status === status) return false;
    const channel = entry?.channel ?? message.plan[0]?.channel ?? '';
    const e: Entry = {
      seq: this.world.changes,
      status,
      channel,
      channelStatus: status,
      at: this.timeline.now(),
    };
    if (reason !== undefined) e.reason = reason;
    this.record({ t: 'h', id: message.id, e });
    this.#options.onChange?.({ kind: 'message', message });
    return true;
  }

  /** Answers a message as the person who got it. */
  reply(message: StoredMessage, body: string): InboundRecord {
    const request = JSON.parse(message.request) as SendMessageRequest;
    const channel = latest(message)?.channel ?? message.plan[0]?.channel ?? 'sms';
    const address = targetOn(message.targets, channel);
    const { profileId } = request.to;
    const options = request.channelOptions?.[channel] as { from?: unknown } | undefined;
    const metadata = message.rendered?.metadata ?? request.metadata;
    return this.receive(
      message.space,
      {
        channel,
        from: { ...(address && { [addressField(channel)]: address }), ...(profileId && { profileId }) },
        to: typeof options?.from === 'string' ? { [addressField(channel)]: options.from } : {},
        body,
        ...(request.conversationId && { conversationId: request.conversationId }),
        correlation: { messageId: message.id, ...(metadata !== undefined && { metadata }) },
      },
      message.id,
    );
  }

  /** Takes in what a person wrote. */
  receive(space: string, inbound: Record<string, unknown>, of?: string): InboundRecord {
    const n = this.world.things;
    const at = this.timeline.now();
    const time = isoTime(at);
    const messageId = this.#ids.guid(ID_PURPOSE.inbound, n);
    const payload = {
      messageId,
      ...inbound,
      receivedOn: time,
      status: 'received',
      _createdOn: time,
      _updatedOn: time,
    };
    const record: InboundRecord = { t: 'i', n, seq: this.world.changes, sp: space, at, in: payload };
    if (of !== undefined) record.of = of;
    this.record(record);
    this.#options.onChange?.({ kind: 'inbound', inbound: record });
    return record;
  }

  /** Stores a profile, and tells of it when that changed something. */
  putProfile(space: string, id: string, fields: Record<string, unknown>, optIn?: string[]): Profile {
    const known = this.world.space(space).profiles.get(id);
    const next: Profile = {
      id,
      revision: known === undefined ? 0 : known.revision + 1,
      fields,
      optIn: optIn ?? known?.optIn ?? [],
    };
    if (
      known &&
      !known.deleted &&
      JSON.stringify({ ...known, revision: 0 }) === JSON.stringify({ ...next, revision: 0 })
    ) {
      return known;
    }
    this.#recordProfile(space, next, known === undefined ? 'create' : known.deleted ? 'undelete' : 'update');
    return next;
  }

  /** @returns whether there was such a profile */
  deleteProfile(space: string, id: string): boolean {
    const known = this.world.space(space).profiles.get(id);
    if (known === undefined || known.deleted) return false;
    this.#recordProfile(space, { ...known, revision: known.revision + 1, deleted: true }, 'delete');
    return true;
  }

  putTemplate(space: string, id: string, template: Template | null): void {
    this.record({ t: 'tpl', sp: space, id, v: template });
  }

  putRuleSet(space: string, id: string, channels: RuleSetRecord['v']): void {
    this.record({ t: 'rs', sp: space, id, v: channels });
  }

  subscribe(subscription: Omit<Subscription, 'id'>): Subscription {
    const n = this.world.subscriptionCount;
    const id = this.#ids.guid(ID_PURPOSE.subscription, n);
    const v = { id, ...subscription };
    this.record({ t: 'sub', n, id, v });
    return v;
  }

  unsubscribe(id: string): boolean {
    if (!this.world.subscriptions.has(id)) return false;
    this.record({ t: 'sub', n: 0, id, v: null });
    return true;
  }

  /** Forgets all messages, events, profiles, templates and rule sets. Subscriptions stay. */
  reset(): void {
    this.record({ t: 'reset' });
    this.#options.onChange?.({ kind: 'reset' });
  }

  /** Writes a record down and takes it in. */
  record(record: JournalRecord): void {
    this.#log.append(JSON.stringify(record));
    this.#tellOf(this.world.apply(record));
  }

  #tellOf(event: SandboxEvent | undefined): void {
    if (event === undefined) return;
    this.#options.onChange?.({ kind: 'event', event });
    if (this.#options.onEvent) this.#log.afterCommit(this.#options.onEvent);
  }

  #newMessage(
    space: string,
    { by, profileId }: Principal,
    request: SendMessageRequest,
    now: number,
    visibleOn: number,
  ) {
    const text = JSON.stringify(request);
    const to = request.to as Record<string, string>;
    const stored = this.world.space(space);
    let profile: Profile | undefined;
    if (to['profileId'] !== undefined) {
      const { profileId: id, ...fields } = to;
      const known = stored.profiles.get(id as string);
      profile = this.putProfile(space, id as string, { ...(known?.deleted ? {} : known?.fields), ...fields });
    }
    const template = request.templateId === undefined ? undefined : stored.templates.get(request.templateId);
    const rendered =
      template !== undefined || mayHaveMergeFields(text) ? render(request, template, profile) : undefined;
    const n = this.world.things;
    const { steps, targets, segments } = planLifeCycle({
      request,
      channels: request.rules ?? stored.ruleSets.get(request.ruleSet ?? ''),
      text: smsBody(request, rendered),
      profile: profile?.fields,
      optIn: profile?.optIn ?? [],
      isTemplateMissing: request.templateId !== undefined && template === undefined,
      now,
    });
    const { plan, isNew } = this.world.intern(steps);
    if (isNew) this.#log.append(JSON.stringify({ t: 'plan', k: plan.number, v: plan.steps }));
    const message: StoredMessage = {
      n,
      id: this.#ids.guid(ID_PURPOSE.message, n),
      space,
      request: text,
      createdOn: now,
      visibleOn,
      by,
      sender: profileId,
      targets,
      segments,
      rendered,
      plan: plan.steps,
      taken: 0,
      takenOn: now,
      history: [],
    };
    return { message, plan: plan.number };
  }

  #batchDelay(): number {
    return this.#pace === 0 ? 0 : BATCH_VISIBLE_AFTER_MS;
  }

  #schedule(message: StoredMessage, job: Job = new NextStep(this, message)): void {
    const step = message.plan[message.taken];
    if (step === undefined) return;
    const delay = step.isFixed ? step.afterMs : step.afterMs * this.#pace;
    this.timeline.at(message.takenOn + delay, job);
  }

  takeStep(message: StoredMessage, job: Job): void {
    const step = message.plan[message.taken];
    if (step === undefined || message.dropped) return;
    const at = this.timeline.now();
    const before = latest(message);
    const isChange = step.reply === undefined && canBecome(before?.status ?? 'processing', step.status);
    const seq = isChange ? this.world.changes : undefined;
    // By hand, for this is what the sandbox does most.
    this.#log.append(`{"t":"s","id":"${message.id}","at":${at}${seq === undefined ? '' : `,"seq":${seq}`}}`);
    this.#tellOf(this.world.step(message, at, seq));
    if (step.reply !== undefined) this.reply(message, step.reply);
    else if (isChange) this.#options.onChange?.({ kind: 'message', message });
    this.#schedule(message, job);
  }

  #recordProfile(space: string, p: Profile, ev: 'create' | 'update' | 'delete' | 'undelete'): void {
    this.record({ t: 'p', sp: space, at: this.timeline.now(), seq: this.world.changes, ev, p });
  }
}

/** What is due for a message: its next step, and then the one after that. */
class NextStep {
  readonly #engine: Engine;
  readonly #message: StoredMessage;

  constructor(engine: Engine, message: StoredMessage) {
    this.#engine = engine;
    this.#message = message;
  }

  run(): void {
    this.#engine.takeStep(this.#message, this);
  }
}

function messageRecord(message: StoredMessage, plan: number): string {
  const { n, id, space, createdOn, visibleOn, by, sender, targets, segments, rendered, request } = message;
  return (
    `{"t":"m","n":${n},"id":"${id}","sp":"${space}","at":${createdOn},"vis":${visibleOn},"by":${JSON.stringify(by)},` +
    `"snd":${JSON.stringify(sender)},"tg":${JSON.stringify(targets)},"seg":${segments},` +
    (rendered === undefined ? '' : `"rn":${JSON.stringify(rendered)},`) +
    `"pl":${plan},"req":${request}}`
  );
}

function render(
  request: SendMessageRequest,
  template: Template | undefined,
  profile: Profile | undefined,
): Rendered {
  const { title, body, messageParts, customBody, metadata } = { ...request, ...template };
  const fields = (name: string): unknown => {
    if (name === 'body') return body;
    if (name === 'title') return title;
    if (name === 'profileId' || name === 'profile.id') return profile?.id;
    const key = name.slice('profile.'.length);
    return profile && Object.hasOwn(profile.fields, key) ? profile.fields[key] : undefined;
  };
  const known = Object.entries({ title, body, messageParts, customBody, metadata }).filter(
    ([, v]) => v !== undefined,
  );
  return mergeFields(Object.fromEntries(known), fields) as Rendered;
}

/** The text that goes into an SMS: its custom body's, else the body, else the first text part. */
function smsBody(request: SendMessageRequest, rendered: Rendered | undefined): string | undefined {
  const { customBody, body, messageParts } = { ...request, ...rendered } as SendMessageRequest;
  const custom = customBody?.['sms']?.body;
  if (custom !== undefined) return custom;
  if (body !== undefined) return body;
  const part = messageParts?.find(({ type }) => type.startsWith('text/plain'));
  return typeof part?.data === 'string' ? part.data : undefined;
}
