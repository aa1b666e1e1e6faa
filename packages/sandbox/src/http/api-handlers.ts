import type { SendMessageBatchRequest, SendMessageRequest } from '@enterprise-communications/types';
import type { Engine, Principal } from '../domain/engine.ts';
import { acceptedJson, messageJson } from '../domain/message.ts';
import type { OperationId } from '../generated/contract.ts';

export interface Call {
  engine: Engine;
  principal: Principal;
  /** Whether the token may send over more than one channel. */
  mayBranch: boolean;
  parameters: Record<string, string>;
  /** The body, valid by the description. */
  body: unknown;
}

export interface Answer {
  status: number;
  /** JSON text; none when absent. */
  json?: string;
}

type Handler = (call: Call) => Answer;

/**
 * What each operation does. An operation of the description that is missing here fails the build, and so does
 * one that the description does not have.
 */
export const apiHandlers: Record<OperationId, Handler> = {
  sendMessage({ engine, principal, mayBranch, parameters, body }) {
    const request = body as SendMessageRequest;
    if (!mayBranch && needsBranch(request)) return { status: 403 };
    const [message] = engine.accept(parameters['apiSpaceId'] as string, principal, [request], false);
    return { status: 201, json: acceptedJson(message as NonNullable<typeof message>) };
  },

  sendMessageBatch({ engine, principal, mayBranch, parameters, body }) {
    const requests = body as SendMessageBatchRequest;
    if (!mayBranch && requests.some(needsBranch)) return { status: 403 };
    const messages = engine.accept(parameters['apiSpaceId'] as string, principal, requests, true);
    const items = messages.map(({ id }, index) => `{"index":${index},"messageId":"${id}"}`);
    return { status: 202, json: `[${items.join(',')}]` };
  },

  getMessage({ engine, parameters }) {
    const message = engine.find(parameters['apiSpaceId'] as string, parameters['messageId'] as string);
    return message === undefined ? { status: 404 } : { status: 200, json: messageJson(message) };
  },
};

function needsBranch({ rules, ruleSet }: SendMessageRequest): boolean {
  return ruleSet !== undefined || (rules?.length ?? 0) > 1;
}
