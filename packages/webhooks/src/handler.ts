import type { EventName, EventOf, UnknownEvent } from '@enterprise-communications/types';
import type { InvalidEvent, ReceivedEvent } from './event.ts';
import type { EventStore } from './event-store.ts';
import { answerWithinSeconds, refusedStatus } from './generated/contract.ts';
import type { RequestHeaders } from './header-value.ts';
import { createMemoryStore } from './memory-store.ts';
import { readBody } from './read-body.ts';
import { type Refused, refuse } from './received.ts';
import type { WebhookReceiver } from './receiver.ts';

/** Handles one event. When it throws or rejects, the event comes again. */
export type EventHandler<Event> = (event: Event, context: EventContext) => unknown;

export interface EventContext {
  /** Aborted when the time to answer is over. An event that is not handled by then comes again. */
  signal: AbortSignal;
}

/** A handler for each kind of event, and for those that are not documented. */
export type EventHandlers = { [Name in EventName]?: EventHandler<EventOf<Name>> } & {
  unknown?: EventHandler<UnknownEvent>;
};

export type HandlerOptions = (
  | { on: EventHandlers; onEvent?: EventHandler<ReceivedEvent> }
  | { on?: EventHandlers; onEvent: EventHandler<ReceivedEvent> }
) & {
  /** Handlers by the name of the event. An event that has none here or in `onEvent` is accepted and left alone. */
  on?: EventHandlers;
  /** Handles the events that have no handler of their own in `on`. It gets the type as well, `{ type, event }`. */
  onEvent?: EventHandler<ReceivedEvent>;
  /**
   * Takes an event that is not as the contract says, for example to keep it for later. When it returns, the event
   * counts as taken; when it throws, all comes again. Without it such a body is answered with 400, once its good
   * events are handled, and does not come again.
   */
  onInvalid?: (invalid: InvalidEvent) => unknown;
  /** Told of each request that is refused, for your log: `reason` says why, `explain` in words. */
  onRefused?: (refused: Refused) => unknown;
  /**
   * Told of what a handler or the store threw, of a body that was parsed too early, and of a late answer.
   *
   * @default the error, without the event, on the console
   */
  onError?: (error: unknown, event?: ReceivedEvent) => unknown;
  /**
   * Remembers which events were handled.
   *
   * @default createMemoryStore()
   */
  store?: EventStore;
  /**
   * Milliseconds until the answer is 500, so that it is given while the API still waits for it.
   *
   * @default 90 % of the time that the contract gives, which is 9,000
   */
  timeout?: number;
};

/** What a handler needs of a request. A fetch `Request` has it; so has `{ headers: req.headers, body: req }` of Node. */
export interface WebhookRequest {
  headers: RequestHeaders;
  /** A stream of bytes, or a raw body, or null. */
  body: unknown;
  bodyUsed?: boolean;
}

export type WebhookHandler = (request: WebhookRequest) => Promise<Response>;

const acceptedStatus = 204;
const failedStatus = 500;

/**
 * Makes a handler that receives, handles each event once, and answers as the contract says. It does not reject.
 * Events of a batch are handled one after the other, in their order; when one fails the others are still handled.
 */
export function createWebhookHandler(receiver: WebhookReceiver, options: HandlerOptions): WebhookHandler {
  const {
    on = {},
    onEvent,
    onInvalid,
    onRefused,
    // The event is left out: it holds phone numbers and names.
    onError = (error) => console.error(error),
    store = createMemoryStore(),
    timeout = answerWithinSeconds * 900,
  } = options;
  async function report(error: unknown, event?: ReceivedEvent) {
    await onError(error, event);
    return failedStatus;
  }

  async function answer(request: WebhookRequest, signal: AbortSignal) {
    const body = await readBody(request, receiver.maxBodyBytes);
    const received = await receiver.receive(body, request.headers);
    const { invalid } = received;
    let status = acceptedStatus;
    for (const one of received.ok ? received.events : []) {
      // What is left after the deadline comes with the next delivery; two loops would do the work twice.
      if (signal.aborted) break;
      const handle = on[one.type];
      try {
        if (handle || onEvent)
          await store.once(one.event.eventId, async () => {
            // The type has told which handler it is; the compiler cannot follow that.
            await (handle ? handle(one.event as never, { signal }) : onEvent?.(one, { signal }));
          });
      } catch (error) {
        status = await report(error, one);
      }
    }
    // Nothing is left over: bad events are taken by onInvalid, or there is none.
    if (invalid.length ? onInvalid : received.ok) {
      for (const event of invalid) await onInvalid?.(event);
      return status;
    }
    const refused = received.ok ? refuse(refusedStatus, 'events-invalid', invalid) : received;
    await onRefused?.(refused);
    // The greatest wins: what failed must come again, though a bad event beside it then comes again too.
    return Math.max(status, refused.status);
  }

  return async (request) => {
    const signal = AbortSignal.timeout(timeout);
    let late!: () => void;
    const status = await new Promise<number>((resolve, reject) => {
      late = () => resolve(report(signal.reason));
      signal.addEventListener('abort', late);
      answer(request, signal).catch(report).then(resolve, reject);
    }).catch(() => failedStatus);
    // Deno keeps a program running for a time that somebody still listens to.
    signal.removeEventListener('abort', late);
    return new Response(null, { status });
  };
}
