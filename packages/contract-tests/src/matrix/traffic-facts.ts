import type { Exchange } from '../exchange.ts';
import type { Facts } from './facts.ts';

/** What went over the wire says of the contract. */
export function trafficFacts(
  exchanges: Exchange[],
): Required<Pick<Facts, 'operation' | 'status' | 'header' | 'request' | 'answer'>> {
  const facts = { operation: {}, status: {}, header: {}, request: {}, answer: {} } as ReturnType<
    typeof trafficFacts
  >;
  for (const { operationId: id, about, request, response } of exchanges) {
    const { status, headers, body } = response;
    const succeeded = status >= 200 && status < 300;
    if (succeeded) {
      facts.operation[id] = `${request.method} ${Object.entries(request.values).reduce(
        (path, [name, value]) => path.replace(`/${value}`, `/{${name}}`),
        request.path,
      )}`;
    }
    facts.status[`${id} ${status}`] = body === undefined ? 'no body' : 'a body';
    if ('retry-after' in headers) facts.header[`${id} ${status} Retry-After`] = 'there';
    const [kind, name] = about.split(' ');
    if (kind === 'request' && name) {
      facts.request[`${id} ${name}`] = succeeded ? (request.body ?? null) : `refused with ${status}`;
    } else if (kind === String(status) && name) facts.answer[`${id} ${about}`] = body ?? null;
  }
  return facts;
}
