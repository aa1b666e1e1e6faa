import { type InvalidEvent, type ReceivedEvent, readEvent } from './event.ts';
import { notAuthenticStatus, refusedStatus, signatureHeader } from './generated/contract.ts';
import { headerValue, type RequestHeaders } from './header-value.ts';
import { isDeeperThan } from './nesting.ts';
import { bytesOf, type RawBody } from './raw-body.ts';
import { type Received, refuse } from './received.ts';
import { signatureFault } from './signature-fault.ts';
import { type Secret, secretBytes, signingKey } from './signing-key.ts';

/** The secret of the webhook; or several while you change it, and a request that is signed with any is accepted. */
export type Secrets = { secret: Secret; secrets?: never } | { secret?: never; secrets: readonly Secret[] };

export type ReceiverOptions = Secrets & {
  /**
   * The largest body, in bytes. A larger one is refused before it is verified.
   *
   * @default 5_000_000
   */
  maxBodyBytes?: number;
  /**
   * How many arrays and objects may lie in each other, the batch included. A deeper body is refused for good.
   *
   * @default 64
   */
  maxDepth?: number;
};

export interface WebhookReceiver {
  /** The largest body that it takes, in bytes. */
  readonly maxBodyBytes: number;
  /**
   * Verifies a request, validates what is in it, and gives its events. Whatever a sender sends ends as a result.
   *
   * @param rawBody the body as it came, before anything parses it
   * @param headers all headers of the request
   * @throws RawBodyError when the body was parsed already
   */
  receive(rawBody: RawBody, headers: RequestHeaders): Promise<Received>;
}

/**
 * Makes the receiver of a webhook.
 *
 * @throws SecretError when a secret is missing or has whitespace around it
 */
export function createWebhookReceiver(options: ReceiverOptions): WebhookReceiver {
  const { secret, secrets, maxBodyBytes = 5_000_000, maxDepth = 64 } = options;
  const keyBytes = (secrets?.length ? secrets : [secret]).map(secretBytes);
  // Made at the first request: edge platforms forbid such work while a module loads.
  let keys: Promise<CryptoKey[]> | undefined;

  return {
    maxBodyBytes,
    async receive(rawBody, headers) {
      const bytes = bytesOf(rawBody);
      // Not 400: the API tries a 413 again, and no event may be lost to a limit that is too low. A limit that is not a
      // number refuses everything, and not nothing.
      if (!(bytes.length <= maxBodyBytes)) return refuse(413, 'body-too-large');

      const signature = headerValue(headers, signatureHeader);
      const fault = signatureFault(signature);
      if (fault) return refuse(notAuthenticStatus, fault);
      const mac = Uint8Array.from(signature.match(/../g) as string[], (pair) => Number(`0x${pair}`));
      keys ??= Promise.all(keyBytes.map(signingKey));
      // All of them are tried, so that the time does not tell which secret it was.
      const verdicts = await Promise.all(
        (await keys).map((key) => crypto.subtle.verify('HMAC', key, mac, bytes)),
      );
      if (!verdicts.includes(true)) return refuse(notAuthenticStatus, 'signature-mismatch');

      let body: unknown;
      try {
        body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      } catch {
        return refuse(refusedStatus, 'body-malformed');
      }
      if (isDeeperThan(maxDepth, body)) return refuse(refusedStatus, 'body-too-deep');

      const events: ReceivedEvent[] = [];
      const invalid: InvalidEvent[] = [];
      for (const event of [body].flat().map(readEvent)) {
        if ('type' in event) events.push(event);
        else invalid.push(event);
      }
      if (events.length) return { ok: true, events, invalid };
      return refuse(refusedStatus, 'events-invalid', invalid);
    },
  };
}
