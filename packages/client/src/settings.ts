import type { CallOptions, ClientOptions } from './options.ts';

/** The options of a client, with those of a call put over them. */
export type Settings = ClientOptions & CallOptions & Required<Pick<ClientOptions, 'baseUrl' | 'headers'>>;

/**
 * The options with others put over them; `retry`, `hooks` and `headers` value by value. One that is `undefined` was
 * not given.
 */
export function merge<Options extends object>(options: Options, others: object | undefined): Options {
  const merged = { ...options } as Record<string, unknown>;
  for (const [name, value] of Object.entries(others ?? {}))
    if (value !== undefined)
      merged[name] = value?.constructor === Object ? merge(merged[name] ?? {}, value) : value;
  return merged as Options;
}
