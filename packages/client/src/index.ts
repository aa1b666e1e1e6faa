export { type Client, type ClientOptions, createClient } from './client.ts';
export type { CallOptions, Messages } from './messages.ts';
export type { Result } from './result.ts';
export type { Token } from './token.ts';
