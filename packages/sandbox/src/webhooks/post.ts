import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
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
  const options = { keepAlive, maxSockets: 64 };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };

  return {
    post(url, headers, body, write = (outgoing) => outgoing.end(body)) {
      return new Promise((resolve) => {
        const target = new URL(url);
        const host = target.hostname.replace(/^\[|\]$/g, '');
        // An address needs no look-up, so it has to be judged here.
        if (onlyPublic && isIP(host) && !isPublicAddress(host))
          return resolve({ error: 'private address refused' });
        const isHttps = target.protocol === 'https:';
        const outgoing = (isHttps ? httpsRequest : httpRequest)(target, {
          method: 'POST',
          agent: agents[target.protocol as keyof typeof agents],
          headers: {
            ...headers,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
          ...(onlyPublic && { lookup: publicLookup }),
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
