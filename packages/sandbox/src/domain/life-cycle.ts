import type { SendMessageRequest } from '@enterprise-communications/types';
import type { MessageStatus } from '../generated/contract.ts';
import { addressFor } from './address.ts';
import { defaultOutcome, type Outcome, outcomeOfAddress, outcomeOfMetadata } from './outcomes.ts';
import { smsText, type UnicodeConversion } from './sms-segments.ts';

/** A change that is to come: what the message becomes, and what its channel says. */
export interface Step {
  /** Milliseconds since the step before, or since the message was accepted. */
  afterMs: number;
  /** Whether the sender gave this time, so that no pace changes it. */
  isFixed?: boolean;
  status: MessageStatus;
  channel: string;
  channelStatus: MessageStatus;
  reason?: string;
  /** What the person answers at this point. Such a step changes no status. */
  reply?: string;
}

export interface PlanInput {
  request: SendMessageRequest;
  /** The channels to try; undefined when the request names a rule set that is not registered. */
  channels: readonly string[] | undefined;
  /** The text that an SMS would carry, when there is one. */
  text: string | undefined;
  profile: Record<string, unknown> | undefined;
  optIn: readonly string[];
  isTemplateMissing: boolean;
  now: number;
}

export interface Plan {
  /** Often the very same list for many messages: not to be changed. */
  steps: readonly Step[];
  /** The address used on each channel that was tried. */
  targets: Record<string, string>;
  /** SMS segments of the text; 0 when no SMS is tried. */
  segments: number;
}

// The real API takes an expiry of an SMS into account only from there on.
const SMS_MIN_EXPIRY_MS = 60_000;
const NOBODY = 'No channel accepted the message.';

/** What will become of a message. Pure: the same input gives the same plan. */
export function planLifeCycle(input: PlanInput): Plan {
  const { request, channels, optIn } = input;
  const targets: Record<string, string> = {};
  if (channels === undefined) {
    return fail(
      'sandbox',
      `Rule set "${request.ruleSet}" is not registered. Register it by the control API.`,
    );
  }
  const [first = ''] = channels;
  if (input.isTemplateMissing) {
    return fail(first, `Template "${request.templateId}" is not registered. Register it by the control API.`);
  }
  const allowed = request.requireOptIn ? channels.filter((channel) => optIn.includes(channel)) : channels;
  if (allowed.length === 0) {
    return stop(first, 'filtered', 'The profile has not opted in to any of the channels.');
  }

  let steps: readonly Step[] = [];
  let segments = 0;
  let waited = 0;
  for (const channel of allowed) {
    const to = request.to as Record<string, string>;
    const address = addressFor(channel, to, input.profile);
    const wait = Math.max(0, deliverAfter(request, channel) - input.now - waited);
    if (address !== undefined) targets[channel] = address;
    const sms = channel === 'sms' ? smsOf(request, input.text) : undefined;
    segments ||= sms?.segments ?? 0;
    const refusal =
      address === undefined
        ? 'The recipient has no address for this channel.'
        : sms?.mustNotBeSent
          ? 'The text needs Unicode, and channelOptions.sms.allowUnicode is not true.'
          : undefined;
    const outcome: Outcome =
      refusal !== undefined
        ? { ...defaultOutcome, steps: [{ status: 'refused', afterMs: 100, reason: refusal }] }
        : (outcomeOfMetadata(request.metadata, channel) ??
          outcomeOfAddress(address as string) ??
          defaultOutcome);
    const tried = stepsOf(outcome, channel, wait);
    steps = steps.length === 0 ? tried : [...steps, ...tried];
    waited += tried.reduce((sum, { afterMs }) => sum + afterMs, 0);
    if (outcome.steps[0]?.status !== 'refused') break;
    if (channel === allowed.at(-1)) {
      const last: Step = { ...(steps.at(-1) as Step), status: 'failed' };
      if (allowed.length > 1) last.reason = NOBODY;
      steps = [...steps.slice(0, -1), last];
    }
  }
  return { steps: expire(steps, expiryMs(input, steps)), targets, segments };

  function fail(channel: string, reason: string): Plan {
    return stop(channel, 'failed', reason);
  }
  function stop(channel: string, status: MessageStatus, reason: string): Plan {
    return {
      steps: [{ afterMs: 100, status, channel, channelStatus: status, reason }],
      targets,
      segments: 0,
    };
  }
}

const MAX_CHANNELS_KEPT = 100;
const withoutWait = new WeakMap<Outcome, Map<string, readonly Step[]>>();

/** The steps of an outcome on a channel. Nearly all messages share a few lists, so each is made once. */
function stepsOf(outcome: Outcome, channel: string, wait: number): readonly Step[] {
  if (wait > 0) return makeSteps(outcome, channel, wait);
  let byChannel = withoutWait.get(outcome);
  if (byChannel === undefined) {
    byChannel = new Map();
    withoutWait.set(outcome, byChannel);
  }
  let steps = byChannel.get(channel);
  if (steps === undefined) {
    steps = makeSteps(outcome, channel, 0);
    // Custom channels have any name.
    if (byChannel.size >= MAX_CHANNELS_KEPT) byChannel.clear();
    byChannel.set(channel, steps);
  }
  return steps;
}

function makeSteps({ steps }: Outcome, channel: string, wait: number): Step[] {
  return steps.map(({ status, afterMs, reason, body }, index) => {
    const step: Step = {
      afterMs: afterMs + (index === 0 ? wait : 0),
      status: status === 'refused' || status === 'reply' ? 'processing' : status,
      channel,
      channelStatus: status === 'refused' ? 'failed' : status === 'reply' ? 'delivered' : status,
    };
    if (index === 0 && wait > 0) step.isFixed = true;
    if (reason !== undefined) step.reason = reason;
    if (status === 'reply') step.reply = body ?? '';
    return step;
  });
}

function smsOf(request: SendMessageRequest, text: string | undefined) {
  const options = request.channelOptions?.['sms'] as
    | { allowUnicode?: boolean; unicodeConversion?: UnicodeConversion }
    | undefined;
  const { segments, unicode } = smsText(text ?? '', options?.unicodeConversion);
  return { segments, mustNotBeSent: unicode && options?.allowUnicode !== true };
}

function deliverAfter(request: SendMessageRequest, channel: string): number {
  const time = channel === 'sms' ? request.customBody?.['sms']?.deliverAfter : undefined;
  return time === undefined ? 0 : Date.parse(time);
}

/** Milliseconds until the message expires; infinite when it does not. */
function expiryMs({ request, now }: PlanInput, steps: readonly Step[]): number {
  if (request.expiresOn === undefined) return Number.POSITIVE_INFINITY;
  const ms = Date.parse(request.expiresOn) - now;
  return steps.at(-1)?.channel === 'sms' && ms <= SMS_MIN_EXPIRY_MS
    ? Number.POSITIVE_INFINITY
    : Math.max(0, ms);
}

const DONE = new Set<MessageStatus>(['delivered', 'read', 'failed', 'filtered']);

function expire(steps: readonly Step[], deadline: number): readonly Step[] {
  if (deadline === Number.POSITIVE_INFINITY) return steps;
  const kept: Step[] = [];
  let at = 0;
  let isDone = false;
  for (const step of steps) {
    // An outcome that expires does so when the message says, be it sooner or later.
    const isExpiry = step.status === 'expired';
    if (!isDone && (isExpiry || at + step.afterMs > deadline)) break;
    at += step.afterMs;
    kept.push(step);
    isDone ||= DONE.has(step.status);
  }
  if (isDone) return kept;
  const channel = steps[kept.length]?.channel ?? steps.at(-1)?.channel ?? '';
  const afterMs = Math.max(0, deadline - at);
  return [...kept, { afterMs, isFixed: true, status: 'expired', channel, channelStatus: 'expired' }];
}
