import type { Write } from '../webhooks/post.ts';

const PIECE_BYTES = 65_536;

/** Sends a body in two parts, and the second when `pause` resolves. They part one byte after `mark` begins. */
export function inTwoParts(mark: string, pause: Promise<unknown>): Write {
  return async (outgoing, body) => {
    const bytes = Buffer.from(body);
    const cut = bytes.indexOf(mark) + 1;
    outgoing.write(bytes.subarray(0, cut));
    await pause;
    outgoing.end(bytes.subarray(cut));
  };
}

/** Sends a body piece by piece, no faster than it is read, until there is an answer. */
export function endingWhenAnswered(): { write: Write; wasSentWhole: () => boolean } {
  let isWhole = false;
  return {
    write(outgoing, body) {
      const bytes = Buffer.from(body);
      let at = 0;
      const next = (): void => {
        while (at < bytes.length && !outgoing.destroyed) {
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          at += PIECE_BYTES;
          if (!outgoing.write(piece)) {
            outgoing.once('drain', next);
            return;
          }
        }
        if (!outgoing.destroyed) outgoing.end();
      };
      outgoing.once('finish', () => {
        isWhole = true;
      });
      outgoing.once('response', () => outgoing.destroy());
      next();
    },
    wasSentWhole: () => isWhole,
  };
}
