import { contract } from '../generated/contract.ts';
import { type Posted, poster, type Write } from '../webhooks/post.ts';
import { signature } from '../webhooks/signature.ts';

/** What came back, and after which time. */
export interface Answer extends Posted {
  milliseconds: number;
}

/** The receiver that is checked. */
export interface Target {
  secret: string;
  /** How long it may take to answer. */
  answerWithinMs: number;
  /** Posts a body, signed as the API does. */
  post(body: string, options?: { signature?: string; write?: Write }): Promise<Answer>;
  /** Posts a body without the header of the signature. */
  postUnsigned(body: string): Promise<Answer>;
  close(): void;
}

export function target(url: string, secret: string, answerWithinMs: number): Target {
  // A new connection for each request: one that is closed between two would look like a fault of the receiver.
  const { post, close } = poster(answerWithinMs, false, false);
  async function timed(headers: Record<string, string>, body: string, write?: Write): Promise<Answer> {
    const started = performance.now();
    const posted = await post(url, headers, body, write);
    return { ...posted, milliseconds: Math.round(performance.now() - started) };
  }
  return {
    secret,
    answerWithinMs,
    post: (body, options = {}) =>
      timed(
        { [contract.signatureHeader]: options.signature ?? signature(secret, body) },
        body,
        options.write,
      ),
    postUnsigned: (body) => timed({}, body),
    close,
  };
}
