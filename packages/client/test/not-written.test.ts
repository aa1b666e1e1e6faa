import { errors } from 'undici';
import { expect, test } from 'vitest';
import { createClient, OutcomeUnknownError } from '../src/index.ts';
import { isNotWritten } from '../src/not-written.ts';
import { apiSpaceId, request } from './example.ts';

const system = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

test.each<[string, unknown]>([
  ['a refused connection', fetchFailed(system('ECONNREFUSED', 'connect'))],
  ['a connection that timed out while connecting', fetchFailed(system('ETIMEDOUT', 'connect'))],
  ['a network that cannot be reached', fetchFailed(system('ENETUNREACH', 'connect'))],
  ['a host without an address', fetchFailed(system('ENOTFOUND', 'getaddrinfo'))],
  ['DNS that does not answer', fetchFailed(system('EAI_AGAIN', 'getaddrinfo'))],
  ["undici's own time limit for connecting", fetchFailed(new errors.ConnectTimeoutError())],
  [
    'all addresses refused',
    fetchFailed(new AggregateError([system('ECONNREFUSED', 'connect'), system('ETIMEDOUT', 'connect')])),
  ],
  ['a certificate that has expired', fetchFailed(system('CERT_HAS_EXPIRED'))],
  ['a certificate of another host', fetchFailed(system('ERR_TLS_CERT_ALTNAME_INVALID'))],
  ['a certificate nobody signed', fetchFailed(system('DEPTH_ZERO_SELF_SIGNED_CERT'))],
])('%s: nothing was written', (_, error) => {
  expect(isNotWritten(error)).toBe(true);
});

test.each<[string, unknown]>([
  ['a connection that was reset', fetchFailed(system('ECONNRESET', 'read'))],
  ['a pipe that broke', fetchFailed(system('EPIPE', 'write'))],
  ['a network that timed out while reading', fetchFailed(system('ETIMEDOUT', 'read'))],
  ['a connection that the other side closed', fetchFailed(new errors.SocketError('other side closed'))],
  ["undici's time limit for headers", fetchFailed(new errors.HeadersTimeoutError())],
  [
    'one address refused, one reset',
    fetchFailed(new AggregateError([system('ECONNREFUSED', 'connect'), system('ECONNRESET', 'read')])),
  ],
  [
    'a certificate that the server asks for after the request',
    fetchFailed(system('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')),
  ],
  ['a failure without a code, as browsers have it', new TypeError('Failed to fetch')],
  ['no errors at all', new AggregateError([])],
  ['what is no error', 'ECONNREFUSED'],
  ['nothing', undefined],
])('%s: something may have been written', (_, error) => {
  expect(isNotWritten(error)).toBe(false);
});

test('a connection that fails after the answer began was used, whatever its error is', async () => {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const response = { status: 201, ok: true, headers: new Headers(), body: null };
  const text = () => Promise.reject(refused);
  const { messages } = createClient({
    apiSpaceId,
    token: 'secret',
    fetch: async () => ({ ...response, text, json: text }),
  });

  const { error } = await messages.send.try(request);

  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error?.attempts).toHaveLength(1);
});
