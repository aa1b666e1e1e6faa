import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { urlToHttpOptions } from 'node:url';
import { isPublicAddress, publicLookup } from './public-address.ts';

export interface Posted {
  /** Absent when no answer came in time. */
  status?: number;
  /** Why there is none, in a few words. */
  error?: string;
}

export interface Poster {
  /**
   * Posts JSON. Never rejects, and never follows a redirect.
   *
   * @param write sends the body and ends the request; at once, by default
   */
  post(url: string, headers: Record<string, string>, body: string, write?: Write): Promise<Posted>;
  close(): void;
}

export type Write = (outgoing: ClientRequest, body: string) => void;

const ERRORS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'host not known',
  EPIPE: 'connection closed',
};

/**
 * @param answerWithinMs how long a receiver may take
 * @param onlyPublic whether private addresses are refused, checked anew at each connection
 * @param keepAlive whether a connection serves for the next request too
 */
export function poster(answerWithinMs: number, onlyPublic: boolean, keepAlive = true): Poster {
  const agentOptions = { keepAlive, maxSockets: 64 };
  const agents = { 'http:': new HttpAgent(agentOptions), 'https:': new HttpsAgent(agentOptions) };
  const targetOf = (url: string) => {
    const parsed = new URL(url);
    const options = {
      ...urlToHttpOptions(parsed),
      method: 'POST',
      agent: agents[parsed.protocol as keyof typeof agents],
      ...(onlyPublic && { lookup: publicLookup }),
    };
    return { host: parsed.hostname.replace(/^\[|\]$/g, ''), isHttps: parsed.protocol === 'https:', options };
  };
  let target: (ReturnType<typeof targetOf> & { url: string }) | undefined;

  return {
    post(url, headers, body, write = (outgoing) => outgoing.end(body)) {
      return new Promise((resolve) => {
        // One URL gets thousands of events, so it is read once, not for each.
        if (url !== target?.url) target = { url, ...targetOf(url) };
        const { host, isHttps, options } = target;
        // An address needs no look-up, so it has to be judged here.
        if (onlyPublic && isIP(host) && !isPublicAddress(host))
          return resolve({ error: 'private address refused' });
        const outgoing = (isHttps ? httpsRequest : httpRequest)({
          ...options,
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        });
        const timer = setTimeout(() => {
          resolve({ error: `no answer within ${answerWithinMs / 1000} s` });
          outgoing.destroy();
        }, answerWithinMs);
        outgoing.on('response', (response) => {
          clearTimeout(timer);
          response.resume();
          resolve({ status: response.statusCode as number });
        });
        outgoing.on('error', (error: NodeJS.ErrnoException) => {
          clearTimeout(timer);
          resolve({ error: ERRORS[error.code ?? ''] ?? error.message.split('\n')[0] ?? 'failed' });
        });
        write(outgoing, body);
      });
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
