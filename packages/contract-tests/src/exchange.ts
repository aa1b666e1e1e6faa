import type { Json } from './contract.ts';
import type { Operation } from './operations.ts';

/** One request of the API and its answer, as they went over the wire. */
export interface Exchange {
  operationId: string;
  /** The example that was sent or asked for, such as `request sms` or `201 accepted-sent`. */
  about: string;
  request: {
    method: string;
    path: string;
    /** The parameters that are in the path. */
    values: Record<string, string>;
    headers: Record<string, string>;
    body?: Json;
  };
  response: { status: number; headers: Record<string, string>; body: Json | undefined };
}

export interface Sending {
  about: string;
  /** Values of path parameters; those not given have their example. */
  path?: Record<string, string> | undefined;
  body?: Json | undefined;
  headers?: Record<string, string>;
  /** @default 'any-token'; the empty text sends none. */
  token?: string;
}

/**
 * Makes a call as the contract describes it.
 * @param baseUrl without a slash at the end.
 */
export async function exchange(
  baseUrl: string,
  { id, method, path, parameters }: Operation,
  { about, path: values, body, headers: more, token = 'any-token' }: Sending,
): Promise<Exchange> {
  const used = Object.fromEntries(
    parameters.map(({ name, example }) => [name, values?.[name] ?? String(example)] as const),
  );
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(used[name])));
  const headers = {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'Content-Type': 'application/json' }),
    ...more,
  };
  const response = await fetch(baseUrl + url, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    operationId: id,
    about,
    request: { method, path: url, values: used, headers, ...(body !== undefined && { body }) },
    response: {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text === '' ? undefined : (JSON.parse(text) as Json),
    },
  };
}
