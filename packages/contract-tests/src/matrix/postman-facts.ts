import type { Json } from '../contract.ts';
import { operations } from '../operations.ts';
import type { Facts } from './facts.ts';

/** What is read of a Postman collection (format 2.1). */
export interface Postman {
  item: { name: string; item: { name: string; request: PostmanRequest; response: PostmanAnswer[] }[] }[];
}
interface PostmanRequest {
  method: string;
  url: { raw: string } | string;
  body?: { raw: string };
}
interface PostmanAnswer {
  name: string;
  code: number;
  header: { key: string; value: string }[];
  body?: string;
}

/** What the folders of a Postman collection say: one is an operation, and has a request for each of its examples. */
export function postmanFacts({
  item: folders,
}: Postman): Required<Pick<Facts, 'operation' | 'status' | 'header' | 'request'>> {
  const facts: ReturnType<typeof postmanFacts> = { operation: {}, status: {}, header: {}, request: {} };
  for (const { name, item } of folders) {
    const operation = operations.find(({ summary }) => summary === name);
    // A folder that the contract does not know is a fact that it does not state.
    const id = operation?.id ?? name;
    for (const [index, { request, response }] of item.entries()) {
      const url = typeof request.url === 'string' ? request.url : request.url.raw;
      facts.operation[id] =
        `${request.method} ${url.replace('{{baseUrl}}', '').replaceAll(/:(\w+)/g, '{$1}')}`;
      const example = operation?.body?.examples[index];
      if (request.body)
        facts.request[`${id} ${example?.name ?? index}`] = JSON.parse(request.body.raw) as Json;
      for (const { code, header, body } of response) {
        facts.status[`${id} ${code}`] = body ? 'a body' : 'no body';
        for (const { key } of header) {
          if (key.toLowerCase() !== 'content-type') facts.header[`${id} ${code} ${key}`] = 'there';
        }
      }
    }
  }
  return facts;
}
