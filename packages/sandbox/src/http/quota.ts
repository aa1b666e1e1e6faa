/** Requests that a space of a public sandbox may make in a burst, and then in a second. */
const BURST = 200;
const PER_SECOND = 50;
/** Bytes that it may send in a burst, and then in a second. */
const BYTES_BURST = 50_000_000;
const BYTES_PER_SECOND = 1_000_000;
const MAX_SPACES = 10_000;

interface Bucket {
  at: number;
  requests: number;
  bytes: number;
}

/**
 * Holds each API Space to a rate, so that none takes the sandbox from the others.
 *
 * @returns a function that gives the seconds to wait, or undefined when the request may pass
 */
export function quota(now: () => number): (apiSpaceId: string, bytes: number) => number | undefined {
  const buckets = new Map<string, Bucket>();
  return (apiSpaceId, bytes) => {
    const key = apiSpaceId.replaceAll('-', '');
    const at = now();
    const bucket = buckets.get(key) ?? { at, requests: BURST, bytes: BYTES_BURST };
    const seconds = (at - bucket.at) / 1000;
    bucket.at = at;
    bucket.requests = Math.min(BURST, bucket.requests + seconds * PER_SECOND);
    bucket.bytes = Math.min(BYTES_BURST, bucket.bytes + seconds * BYTES_PER_SECOND);
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > MAX_SPACES) buckets.delete(buckets.keys().next().value as string);
    if (bucket.requests < 1 || bucket.bytes < bytes) {
      return Math.max(
        1,
        Math.ceil((1 - bucket.requests) / PER_SECOND),
        Math.ceil((bytes - bucket.bytes) / BYTES_PER_SECOND),
      );
    }
    bucket.requests -= 1;
    bucket.bytes -= bytes;
    return undefined;
  };
}
