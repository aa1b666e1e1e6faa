import type { EventName, MessageStatus } from './generated/contract.ts';
import { SandboxError } from './sandbox-error.ts';

/** A message in a list. */
export interface MessageSummary {
  n: number;
  messageId: string;
  apiSpaceId: string;
  createdOn: string;
  updatedOn: string;
  status: MessageStatus;
  channel: string;
  to: Record<string, string>;
  title?: string;
  body?: string;
}

/** One request to a webhook. */
export interface AttemptSummary {
  subscriptionId: string;
  url?: string;
  /** Counted from 1. */
  attempt: number;
  at: string;
  milliseconds: number;
  status?: number;
  error?: string;
  outcome: 'delivered' | 'refused' | 'given up' | 'will be tried again' | 'resent';
  retryAt?: string;
  eventIds: string[];
  body?: string;
  signature?: string;
}

/** An event as it is posted. */
export interface PostedEvent {
  eventId: string;
  accountId: number;
  apiSpaceId: string;
  name: EventName;
  payload: Record<string, unknown>;
  revision: number;
  etag: string;
  timestamp: string;
}

/** All about a message. */
export interface MessageInspection extends MessageSummary {
  request: { method: string; path: string; body: Record<string, unknown> };
  response: { status: number; body: Record<string, unknown> };
  message: Record<string, unknown>;
  seen: Record<string, unknown>;
  timeline: {
    status: MessageStatus;
    at: string;
    channel?: string;
    channelStatus?: MessageStatus;
    reason?: string;
  }[];
  replies: Record<string, unknown>[];
  events: (PostedEvent & { attempts: AttemptSummary[] })[];
}

export interface MessageFilter {
  apiSpaceId?: string;
  status?: MessageStatus;
  channel?: string;
  q?: string;
  limit?: number;
}

export interface SubscriptionSettings {
  url: string;
  secret: string;
  /** Only these kinds of event. */
  events?: EventName[];
  apiSpaceId?: string;
  batch?: { maxSize: number; timeoutSeconds: number };
  /** Whether the events of one message wait for each other. @default true */
  ordered?: boolean;
}

export interface FaultSettings {
  latency?: { ms: number; rate?: number; next?: number };
  tooManyRequests?: { rate?: number; next?: number };
  serverError?: { rate?: number; next?: number };
  unavailable?: { rate?: number; next?: number };
  resetBefore?: { rate?: number; next?: number };
  resetAfter?: { rate?: number; next?: number };
  duplicateWebhook?: { rate?: number; next?: number };
  reorderWebhook?: { rate?: number; next?: number };
}

/** What can be seen and done beside the API. Each method throws a `SandboxError` when it is refused. */
export interface ControlClient {
  messages(filter?: MessageFilter): Promise<{ messages: MessageSummary[] }>;
  inspect(messageId: string): Promise<MessageInspection>;
  /** Reports a status as the channel would. */
  setStatus(messageId: string, status: MessageStatus, reason?: string): Promise<MessageSummary>;
  /** Replies as the person who got the message. */
  reply(messageId: string, body: string): Promise<Record<string, unknown>>;
  events(filter?: { name?: EventName; apiSpaceId?: string; messageId?: string; limit?: number }): Promise<{
    events: PostedEvent[];
  }>;
  /** Posts an event again, once. */
  resend(eventId: string): Promise<void>;
  attempts(filter?: { subscriptionId?: string; limit?: number }): Promise<{ attempts: AttemptSummary[] }>;
  subscribe(settings: SubscriptionSettings): Promise<{ id: string }>;
  unsubscribe(id: string): Promise<void>;
  /** Makes things go wrong, in place of what did before; `{}` for nothing. */
  setFaults(faults: FaultSettings): Promise<void>;
  putProfile(apiSpaceId: string, id: string, profile: { fields?: object; optIn?: string[] }): Promise<void>;
  putTemplate(apiSpaceId: string, id: string, template: object): Promise<void>;
  putRuleSet(apiSpaceId: string, id: string, rules: string[]): Promise<void>;
  /** Forgets all messages, events, profiles, templates and rule sets. Subscriptions stay. */
  reset(): Promise<void>;
}

/** The control API of a sandbox as methods. It goes over HTTP, so what it does is what anybody can do. */
export function controlClient(url: string, token?: string): ControlClient {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const value = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return value as T;
    const failures: { paramName: string; message: string }[] = value?.validationFailures ?? [];
    const reason =
      failures.map(({ paramName, message }) => `${paramName} ${message}`).join('; ') || value?.message;
    throw new SandboxError(reason ?? `the sandbox answered ${response.status}`);
  }
  const get = <T>(path: string, filter: object = {}): Promise<T> => {
    const query = new URLSearchParams(
      Object.entries(filter).map(([key, value]): [string, string] => [key, String(value)]),
    );
    return call<T>('GET', query.size > 0 ? `${path}?${query}` : path);
  };
  const name = encodeURIComponent;

  return {
    messages: (filter) => get('messages', filter),
    inspect: (messageId) => get(`messages/${name(messageId)}`),
    setStatus: (messageId, status, reason) =>
      call('POST', `messages/${name(messageId)}/status`, { status, ...(reason !== undefined && { reason }) }),
    reply: (messageId, body) => call('POST', `messages/${name(messageId)}/reply`, { body }),
    events: (filter) => get('events', filter),
    resend: (eventId) => call('POST', `events/${name(eventId)}/resend`),
    attempts: (filter) => get('attempts', filter),
    subscribe: (settings) => call('POST', 'subscriptions', settings),
    unsubscribe: (id) => call('DELETE', `subscriptions/${name(id)}`),
    setFaults: (faults) => call('PUT', 'faults', faults),
    putProfile: (space, id, profile) => call('PUT', `apispaces/${name(space)}/profiles/${name(id)}`, profile),
    putTemplate: (space, id, template) =>
      call('PUT', `apispaces/${name(space)}/templates/${name(id)}`, template),
    putRuleSet: (space, id, rules) =>
      call('PUT', `apispaces/${name(space)}/rule-sets/${name(id)}`, { rules }),
    reset: () => call('POST', 'reset'),
  };
}
