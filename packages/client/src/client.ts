import type { paths } from '@enterprise-communications/types';
import createOpenApiClient, { type Client as OpenApiClient } from 'openapi-fetch';
import { serverUrl } from './generated/server-url.ts';
import { createMessages, type Messages } from './messages.ts';
import type { ClientOptions } from './options.ts';
import { merge, type Settings } from './settings.ts';
import { authorize } from './token.ts';

export interface Client {
  /** Send messages and read them back. */
  messages: Messages;
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
  if (!settings.apiSpaceId || !settings.token)
    throw new TypeError('apiSpaceId and token are needed; see the portal.');
  new URL(settings.baseUrl);
  return { messages: createMessages(settings), raw: createRaw(settings) };
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
