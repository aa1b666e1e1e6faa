import type { Step } from './life-cycle.ts';
import type { Entry, Rendered } from './message.ts';

// What is written down, by the short names it is written with: they are repeated in every line of the journal.

export interface MessageRecord {
  t: 'm';
  n: number;
  id: string;
  sp: string;
  at: number;
  vis: number;
  by: string;
  snd: string;
  tg: Record<string, string>;
  seg: number;
  rn?: Rendered;
  /** The number of its plan. */
  pl: number;
  req: object;
}

/** A plan that messages have in common. */
export interface PlanRecord {
  t: 'plan';
  k: number;
  v: readonly Step[];
}

/** The next step of a message's plan was taken. `seq` is absent when it came too late to change anything. */
export interface StepRecord {
  t: 's';
  id: string;
  at: number;
  seq?: number;
}

/** A change that was not planned: somebody asked for it by the control API. */
export interface EntryRecord {
  t: 'h';
  id: string;
  e: Entry;
}

export interface InboundRecord {
  t: 'i';
  n: number;
  seq: number;
  sp: string;
  at: number;
  /** The message it answers. */
  of?: string;
  in: Record<string, unknown>;
}

export interface ProfileRecord {
  t: 'p';
  sp: string;
  at: number;
  /** Absent when a segment only repeats the profile. */
  seq?: number;
  ev?: 'create' | 'update' | 'delete' | 'undelete';
  p: Profile;
}

export interface Profile {
  id: string;
  revision: number;
  fields: Record<string, unknown>;
  /** Channels that the person has opted in to. */
  optIn: string[];
  deleted?: boolean;
}

export interface TemplateRecord {
  t: 'tpl';
  sp: string;
  id: string;
  v: Template | null;
}

export interface Template {
  title?: string;
  body?: string;
  messageParts?: unknown[];
}

export interface RuleSetRecord {
  t: 'rs';
  sp: string;
  id: string;
  v: string[] | null;
}

export interface SubscriptionRecord {
  t: 'sub';
  n: number;
  id: string;
  v: Subscription | null;
}

/** Where events are posted to. */
export interface Subscription {
  id: string;
  url: string;
  secret: string;
  /** Only these kinds of event; all when absent. */
  events?: string[];
  /** Only events of this API Space; of all when absent. */
  apiSpaceId?: string;
  /** Several events in one request. */
  batch?: { maxSize: number; timeoutMs: number };
  /** Whether the events of one message wait for each other. */
  ordered: boolean;
}

export interface AttemptRecord extends Attempt {
  t: 'd';
}

/** One request to a webhook. */
export interface Attempt {
  sub: string;
  /** The numbers of the events it carried. */
  seqs: number[];
  /** Counted from 1. */
  attempt: number;
  at: number;
  ms: number;
  /** The status that came back; absent when none did. */
  status?: number;
  error?: string;
  /** What follows: nothing more, or another attempt. */
  end?: 'delivered' | 'refused' | 'given up';
  /** When it is tried again. */
  retryAt?: number;
  /** Whether somebody asked for it. It counts for nothing then. */
  manual?: boolean;
}

export interface CountersRecord {
  t: 'head';
  seed: string;
  things: number;
  changes: number;
  subscriptions: number;
  clock?: number;
}

export interface ClockRecord {
  t: 'clock';
  at: number;
}

export interface ResetRecord {
  t: 'reset';
}

export type JournalRecord =
  | MessageRecord
  | PlanRecord
  | StepRecord
  | EntryRecord
  | InboundRecord
  | ProfileRecord
  | TemplateRecord
  | RuleSetRecord
  | SubscriptionRecord
  | AttemptRecord
  | CountersRecord
  | ClockRecord
  | ResetRecord;
