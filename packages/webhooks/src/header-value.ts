/** The headers of a request: those of fetch, or an object with names in any case, such as Node's. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** All that is given under this name, joined with commas as HTTP does; empty when there is none. */
export function headerValue(headers: RequestHeaders, name: string): string {
  if (typeof headers.get === 'function') return headers.get(name) ?? '';
  return Object.entries(headers)
    .flatMap(([key, value]) => (key.toLowerCase() === name.toLowerCase() ? (value ?? []) : []))
    .join();
}
