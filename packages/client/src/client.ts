import type { paths } from '@enterprise-communications/types';
import createOpenApiClient, { type Client as OpenApiClient } from 'openapi-fetch';
import { serverUrl } from './generated/server-url.ts';
import { createMessages, type Messages } from './messages.ts';
import { createOperations, type Operations } from './operations.ts';
import type { ClientOptions } from './options.ts';
import { createSend } from './send.ts';
import { merge, type Settings } from './settings.ts';
import { authorize } from './token.ts';

export interface Client {
  /** Send messages and read them back. */
  messages: Messages;
  /**
   * Every operation of the contract by its id, with all that the client does for a call. `messages` has shorter ways.
   *
   * @example
   * const message = await client.operations.getMessage({ path: { messageId } });
   */
  operations: Operations;
  /**
   * The openapi-fetch client of every path, with your token, headers and `fetch`, and nothing more: no retries, no
   * time limits, no errors but those that `fetch` throws.
   */
  raw: OpenApiClient<paths>;
}

/**
 * A client for one API Space.
 *
 * @throws {TypeError} when `apiSpaceId` or `token` is missing, or `baseUrl` is no address: each request would fail
 */
export function createClient(options: ClientOptions): Client {
  const settings = merge({ baseUrl: serverUrl, headers: {} } as Settings, options);
  if (!settings.apiSpaceId || !settings.token) throw new TypeError('no apiSpaceId or token; see the portal.');
  new URL(settings.baseUrl);
  const send = createSend();
  const operations = createOperations(settings, send);
  return { messages: createMessages(settings, operations, send), operations, raw: createRaw(settings) };
}

function createRaw({ baseUrl, token, headers, fetch }: Settings): OpenApiClient<paths> {
  return createOpenApiClient<paths>({
    baseUrl,
    headers,
    redirect: 'manual',
    async fetch(request) {
      await authorize(request.headers, token, false);
      if (!fetch) return globalThis.fetch(request);
      const { url, method, headers, signal } = request;
      const body = (await request.text()) || null;
      return fetch(url, { method, headers, body, signal, redirect: 'manual' }) as Promise<Response>;
    },
  });
}
