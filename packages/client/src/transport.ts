import type { AnswerHeaders } from './errors/api-error.ts';

/** What carries the requests. `fetch` is one; `@enterprise-communications/client/undici` gives a faster one. */
export type Transport = (url: string, init: TransportRequest) => Promise<TransportResponse>;

/** The request, as `fetch` takes it. */
export interface TransportRequest {
  method: string;
  headers: Headers;
  body: string | null;
  signal: AbortSignal;
  /** Redirects are never followed: that would hand the token to whatever stands at the other address. */
  redirect: 'manual';
}

/** What the client reads of a `Response`. */
export interface TransportResponse {
  status: number;
  headers: AnswerHeaders;
  ok: boolean;
  body: (object & Partial<AsyncIterable<Uint8Array>>) | null;
  text(): Promise<string>;
  json(): Promise<unknown>;
}
