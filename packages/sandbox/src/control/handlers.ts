import type { ServerResponse } from 'node:http';
import type { Core } from '../core.ts';
import outcomes from '../data/outcomes.json' with { type: 'json' };
import { milliseconds } from '../domain/duration.ts';
import type { FaultSettings } from '../domain/faults.ts';
import { spaceKey, wants } from '../domain/world.ts';
import { contract, type MessageStatus } from '../generated/contract.ts';
import description from '../generated/control-openapi.json' with { type: 'json' };
import type { ControlOperationId } from '../generated/control-operations.ts';
import type { NewSubscription } from '../webhooks/new-subscription.ts';
import { eventView, inspection, messageView, subscriptionView } from './views.ts';

export interface ControlCall {
  core: Core;
  parameters: Record<string, string>;
  query: URLSearchParams;
  /** The body, valid by the control API's description. */
  body: unknown;
  response: ServerResponse;
}

/** `undefined` when the handler answers by itself. */
export type ControlAnswer = { status: number; value?: unknown } | undefined;

type Handler = (call: ControlCall) => ControlAnswer | Promise<ControlAnswer>;

const NOT_FOUND = { status: 404, value: { message: 'There is no such thing in the sandbox.' } };
const DONE = { status: 204 };

/** What each operation of the control API does. One that is missing here fails the build. */
export const controlHandlers: Record<ControlOperationId, Handler> = {
  getState: ({ core }) => ({ status: 200, value: core.state() }),
  getDescription: () => ({ status: 200, value: description }),
  listOutcomes: () => ({ status: 200, value: outcomes }),

  listMessages({ core, query }) {
    const limit = limitOf(query);
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    const space = query.get('apiSpaceId');
    const status = query.get('status');
    const channel = query.get('channel');
    const text = query.get('q')?.toLowerCase();
    const messages = [];
    for (const message of core.engine.world.newestFirst()) {
      if (messages.length >= limit) break;
      if (message.n >= before) continue;
      if (space && spaceKey(space) !== spaceKey(message.space)) continue;
      if (text && !message.request.toLowerCase().includes(text) && !message.id.includes(text)) continue;
      const view = messageView(message);
      if ((status && view.status !== status) || (channel && view.channel !== channel)) continue;
      messages.push(view);
    }
    return { status: 200, value: { messages } };
  },

  inspectMessage({ core, parameters }) {
    const message = core.message(parameters['messageId'] as string);
    return message ? { status: 200, value: inspection(core, message) } : NOT_FOUND;
  },

  setMessageStatus({ core, parameters, body }) {
    const message = core.message(parameters['messageId'] as string);
    if (message === undefined) return NOT_FOUND;
    const { status, reason } = body as { status: MessageStatus; reason?: string };
    if (core.engine.setStatus(message, status, reason)) return { status: 200, value: messageView(message) };
    const now = messageView(message).status;
    return { status: 409, value: { message: `The message is ${now} and cannot become ${status}.` } };
  },

  replyToMessage({ core, parameters, body }) {
    const message = core.message(parameters['messageId'] as string);
    if (message === undefined) return NOT_FOUND;
    return { status: 201, value: core.engine.reply(message, (body as { body: string }).body).in };
  },

  listInbounds({ core, query }) {
    const inbounds = [...core.engine.world.inbounds.reversed()].slice(0, limitOf(query));
    return {
      status: 200,
      value: { inbounds: inbounds.map(({ sp, in: inbound }) => ({ apiSpaceId: sp, ...inbound })) },
    };
  },

  createInbound({ core, body }) {
    const { apiSpaceId, ...inbound } = body as { apiSpaceId: string } & Record<string, unknown>;
    return { status: 201, value: core.engine.receive(apiSpaceId, inbound).in };
  },

  listEvents({ core, query }) {
    const limit = limitOf(query);
    const name = query.get('name');
    const space = query.get('apiSpaceId');
    const messageId = query.get('messageId');
    const events = [];
    for (const event of core.engine.world.events.reversed()) {
      if (events.length >= limit) break;
      if (name && event.name !== name) continue;
      if (space && spaceKey(space) !== spaceKey(event.space)) continue;
      if (messageId && !('message' in event && event.message?.id === messageId)) continue;
      events.push(eventView(core, event));
    }
    return { status: 200, value: { events } };
  },

  async resendEvent({ core, parameters }) {
    const { world } = core.engine;
    const eventId = parameters['eventId'];
    for (const event of world.events.reversed()) {
      if (core.engine.eventId(event) !== eventId) continue;
      const takers = [...world.subscriptions.values()].filter((subscription) => wants(subscription, event));
      const attempts = await Promise.all(takers.map((taker) => core.dispatcher.resend(event, taker)));
      return { status: 200, value: { attempts: attempts.map(({ t: _, ...attempt }) => attempt) } };
    }
    return NOT_FOUND;
  },

  listAttempts({ core, query }) {
    const limit = limitOf(query);
    const subscriptionId = query.get('subscriptionId');
    const attempts = [];
    for (const attempt of core.engine.world.attempts.reversed()) {
      if (attempts.length >= limit) break;
      if (subscriptionId && attempt.sub !== subscriptionId) continue;
      attempts.push(core.attemptView(attempt));
    }
    return { status: 200, value: { attempts } };
  },

  listSubscriptions: ({ core }) => ({
    status: 200,
    value: { subscriptions: [...core.engine.world.subscriptions.values()].map(subscriptionView) },
  }),

  async createSubscription({ core, body }) {
    const { batch, events, apiSpaceId, url, secret, ordered = true } = body as NewSubscription;
    const unknown =
      events?.filter((name) => !(contract.eventNames as readonly string[]).includes(name)) ?? [];
    if (unknown.length > 0) {
      const validationFailures = [
        { paramName: 'events', message: `must be some of ${contract.eventNames.join(', ')}` },
      ];
      return { status: 400, value: { message: 'The request is not valid.', validationFailures } };
    }
    const refusal = await core.refuseUrl(url);
    if (refusal !== undefined) {
      const validationFailures = [{ paramName: 'url', message: refusal }];
      return { status: 400, value: { message: 'The request is not valid.', validationFailures } };
    }
    const subscription = core.engine.subscribe({
      url,
      secret,
      ordered,
      ...(events && { events }),
      ...(apiSpaceId && { apiSpaceId }),
      ...(batch && { batch: { maxSize: batch.maxSize, timeoutMs: batch.timeoutSeconds * 1000 } }),
    });
    return { status: 201, value: subscriptionView(subscription) };
  },

  deleteSubscription: ({ core, parameters }) =>
    core.engine.unsubscribe(parameters['subscriptionId'] as string) ? DONE : NOT_FOUND,

  getClock: ({ core }) => ({ status: 200, value: core.clock() }),

  async advanceClock({ core, body }) {
    const ms = milliseconds((body as { by: string }).by) ?? 0;
    if (core.engine.timeline.kind !== 'manual') {
      return { status: 409, value: { message: 'The clock is real. Start the sandbox with --clock manual.' } };
    }
    const refusal = core.refuseAdvance(ms);
    if (refusal !== undefined) return { status: 400, value: { message: refusal } };
    await core.advance(ms);
    return { status: 200, value: core.clock() };
  },

  getFaults: ({ core }) => ({ status: 200, value: core.faults.settings }),

  setFaults({ core, body }) {
    core.faults.set(body as FaultSettings);
    return { status: 200, value: core.faults.settings };
  },

  listProfiles({ core, parameters }) {
    const { profiles } = core.engine.world.space(parameters['apiSpaceId'] as string);
    return { status: 200, value: { profiles: [...profiles.values()].filter(({ deleted }) => !deleted) } };
  },

  putProfile({ core, parameters, body }) {
    const { fields = {}, optIn } = body as { fields?: Record<string, unknown>; optIn?: string[] };
    const { apiSpaceId = '', id = '' } = parameters;
    return { status: 200, value: core.engine.putProfile(apiSpaceId, id, fields, optIn) };
  },

  deleteProfile: ({ core, parameters: { apiSpaceId = '', id = '' } }) =>
    core.engine.deleteProfile(apiSpaceId, id) ? DONE : NOT_FOUND,

  putTemplate({ core, parameters: { apiSpaceId = '', id = '' }, body }) {
    core.engine.putTemplate(apiSpaceId, id, body as object);
    return DONE;
  },

  putRuleSet({ core, parameters: { apiSpaceId = '', id = '' }, body }) {
    core.engine.putRuleSet(apiSpaceId, id, (body as { rules: string[] }).rules);
    return DONE;
  },

  reset({ core }) {
    core.engine.reset();
    return DONE;
  },

  stream({ core, response }) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': hello\n\n');
    const stop = core.watch((change) => {
      // One who reads too slowly misses changes; the page asks for the state anew anyway.
      if (!response.writableNeedDrain) response.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
    });
    response.on('close', stop);
    return undefined;
  },
};

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 50);
  return Number.isInteger(limit) && limit >= 1 ? Math.min(limit, 500) : 50;
}
