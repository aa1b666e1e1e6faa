import { at } from './contract.ts';
import type { Exchange } from './exchange.ts';

/** Exchanges as an HTTP archive (HAR 1.2), as if they had gone to the server of the contract. */
export function harOf(exchanges: Exchange[]): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'contract-tests', version: '1' },
      entries: exchanges.map(({ request, response }) => ({
        startedDateTime: '2030-01-01T00:00:00.000Z',
        time: 0,
        cache: {},
        timings: { send: 0, wait: 0, receive: 0 },
        request: {
          ...message(request.headers),
          method: request.method,
          url: `${at('/servers/0/url')}${request.path}`,
          queryString: [],
          ...(request.body !== undefined && {
            postData: { mimeType: 'application/json', text: JSON.stringify(request.body) },
          }),
        },
        response: {
          ...message(response.headers),
          status: response.status,
          statusText: '',
          redirectURL: '',
          content: {
            size: 0,
            mimeType: response.headers['content-type'] ?? '',
            text: response.body === undefined ? '' : JSON.stringify(response.body),
          },
        },
      })),
    },
  };
}

function message(headers: Record<string, string>) {
  return {
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: -1,
  };
}
