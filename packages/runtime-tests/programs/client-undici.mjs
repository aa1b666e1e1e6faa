// The same as client.mjs, with the transport on undici.
import { undiciTransport } from '@enterprise-communications/client/undici';
import { run as runClient } from './client.mjs';

/** @param {{ baseUrl: string }} options */
export const run = ({ baseUrl }) => runClient({ baseUrl, fetch: undiciTransport() });
