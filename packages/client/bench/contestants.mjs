import { createClient } from '@enterprise-communications/client';
import { undiciTransport } from '@enterprise-communications/client/undici';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import createOpenApiClient from 'openapi-fetch';

export const undici = undiciTransport();

export const message = {
  to: { phoneNumber: '447700900123' },
  body: 'Your table is ready.',
  rules: ['sms'],
  metadata: { order: 17 },
};

const apiSpaceId = '11164198-3f3f-4993-ab8f-70680c1113b1';
const token = 'secret';

/**
 * Those who send the same message, each in the way its manual shows.
 *
 * @param {{ baseUrl: string, fetch?: (input: any, init?: any) => Promise<Response> }} where
 * @returns {{ name: string, stubbed: boolean, socket: boolean, send: () => Promise<unknown> }[]} `stubbed`: it takes a
 *   stub for fetch; `socket`: it is worth measuring over a socket
 */
export function contestants({ baseUrl, fetch = globalThis.fetch }) {
  const url = `${baseUrl}/apispaces/${apiSpaceId}/messages`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const noop = () => {};
  const hooks = { onRequest: noop, onResponse: noop, onRetry: noop, onError: noop };

  const plain =
    /** @type {import('openapi-fetch').Client<import('@enterprise-communications/types').paths>} */ (
      createOpenApiClient({ baseUrl, headers: { authorization: `Bearer ${token}` }, fetch })
    );
  const ours = createClient({ apiSpaceId, token, baseUrl, fetch, hooks });
  const oursOnUndici = createClient({ apiSpaceId, token, baseUrl, fetch: undici, hooks });
  const axiosOnFetch = axios.create({ headers, adapter: 'fetch', env: { fetch } });
  const axiosOnHttp = axios.create({ headers, adapter: 'http' });
  const kyOnFetch = ky.create({ headers, fetch, retry: 0 });
  const gotOnHttp = got.extend({ headers, retry: { limit: 0 } });

  return [
    {
      name: 'bare fetch',
      stubbed: true,
      socket: true,
      send: async () => (await fetch(url, { method: 'POST', headers, body: JSON.stringify(message) })).json(),
    },
    {
      name: 'openapi-fetch',
      stubbed: true,
      socket: true,
      send: () =>
        plain.POST('/apispaces/{apiSpaceId}/messages', { params: { path: { apiSpaceId } }, body: message }),
    },
    { name: '**this client**', stubbed: true, socket: true, send: () => ours.messages.send(message) },
    {
      name: '**this client, undici transport**',
      stubbed: false,
      socket: true,
      send: () => oursOnUndici.messages.send(message),
    },
    {
      name: 'axios (fetch)',
      stubbed: true,
      socket: true,
      send: async () => (await axiosOnFetch.post(url, message)).data,
    },
    {
      name: 'axios (http)',
      stubbed: false,
      socket: true,
      send: async () => (await axiosOnHttp.post(url, message)).data,
    },
    { name: 'ky', stubbed: true, socket: true, send: () => kyOnFetch.post(url, { json: message }).json() },
    { name: 'got', stubbed: false, socket: true, send: () => gotOnHttp.post(url, { json: message }).json() },
  ];
}
