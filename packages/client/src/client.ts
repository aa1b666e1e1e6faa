import type { paths } from '@enterprise-communications/types';
import createOpenApiClient, { type Client as OpenApiClient } from 'openapi-fetch';
import { serverUrl } from './generated/server-url.ts';
import { createMessages, type Messages } from './messages.ts';
import { authorization, type Token } from './token.ts';

export interface ClientOptions {
  /** The id of your API Space, from the portal. */
  apiSpaceId: string;
  /** Your access token, or a function that gives it. */
  token: Token;
  /**
   * Where the API is, without a slash at the end. Give the address of the mock to work without an account.
   * @default the server of the OpenAPI description
   */
  baseUrl?: string;
  /**
   * What carries the requests, for a proxy or a test.
   * @default globalThis.fetch
   */
  fetch?: (request: Request) => Promise<Response>;
}

export interface Client {
  /** Send messages and read them back. */
  messages: Messages;
  /** The openapi-fetch client below: every path of the API, typed, with the token added. */
  raw: OpenApiClient<paths>;
}

/**
 * A client for one API Space.
 *
 * @throws {TypeError} when `apiSpaceId` or `token` is missing: each request would be refused.
 */
export function createClient({ apiSpaceId, token, baseUrl = serverUrl, fetch }: ClientOptions): Client {
  if (!apiSpaceId)
    throw new TypeError('createClient needs an apiSpaceId. It is in the portal, under API Spaces.');
  if (!token) throw new TypeError('createClient needs a token. Make one in the portal, under Access Tokens.');
  const raw = createOpenApiClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  raw.use({
    async onRequest({ request }) {
      request.headers.set('Authorization', await authorization(token));
      return request;
    },
  });
  return { messages: createMessages(raw, apiSpaceId), raw };
}
