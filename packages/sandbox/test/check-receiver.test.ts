import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type CheckOptions, checkReceiver, type Report } from '../src/check-receiver/check-receiver.ts';
import { contract } from '../src/generated/contract.ts';
import { type Habits, hmac, limited, partnerReceiver, SECRET } from './partner-receiver.ts';

function check(url: string, options: Partial<CheckOptions> = {}): Promise<Report> {
  return checkReceiver({ url, secret: SECRET, burst: 50, pauseMs: 100, ...options });
}

const failedIn = (report: Report) =>
  report.checks.filter(({ result }) => result === 'failed').map(({ name }) => name);

describe('a receiver that does as the documentation says', () => {
  test('passes each check, and all that it has to take is as the contract says', async () => {
    const { url, taken, faults } = await partnerReceiver();
    const report = await check(url);
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([]);
    expect([report.passed, report.failed, report.skipped]).toEqual([report.checks.length, 0, 0]);
    expect(faults).toEqual([]);
    const names = new Set(taken.flat().map(({ name }) => name));
    expect([...names].sort()).toEqual([...contract.eventNames, 'conversation.create'].sort());
  });

  test('gets each event with an id of its own, but for the one that is repeated', async () => {
    const { url, taken } = await partnerReceiver();
    const { look } = await check(url);
    const ids = taken.flat().map(({ eventId }) => eventId);
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    expect(repeated).toHaveLength(1);
    expect(look[0]).toContain(repeated[0]);
  });

  test('is told where a person has to look: the message whose statuses came backwards', async () => {
    const { url, taken } = await partnerReceiver();
    const { look } = await check(url);
    const read = taken.flat().find(({ payload }) => look[1]?.includes(payload.id ?? 'none'));
    expect(read?.name).toBe('message.read');
  });

  test('answers slowly, but in time', async () => {
    const { url } = await partnerReceiver({
      take: () => new Promise((resolve) => void setTimeout(resolve, 50, 200)),
    });
    expect(failedIn(await check(url))).toEqual([]);
  });

  test('cuts an oversize body off without an answer', async () => {
    const { url } = await partnerReceiver({
      async read(request) {
        const bytes = await limited(5_000_000)(request);
        if (bytes === undefined) request.destroy();
        return bytes;
      },
    });
    expect(failedIn(await check(url))).toEqual([]);
  });
});

const seen = () => new Set<unknown>();
const revisions = () => new Map<unknown, number>();

/** One request after the other. */
function inTurn(listener: RequestListener): RequestListener {
  let last: Promise<unknown> = Promise.resolve();
  return (request, response) => {
    const before = last;
    last = new Promise((resolve) => response.on('close', resolve));
    before.then(() => listener(request, response));
  };
}

function atMost(count: number, listener: RequestListener): RequestListener {
  let open = 0;
  return (request, response) => {
    open += 1;
    response.on('close', () => {
      open -= 1;
    });
    if (open > count) response.writeHead(503).end();
    else setTimeout(() => listener(request, response), 20);
  };
}

/** Each classic mistake, the checks that find it, and words of the report that name it. */
const mistakes: [mistake: string, make: () => Partial<Habits>, found: string[], words: RegExp][] = [
  [
    'verifies nothing',
    () => ({ isAuthentic: () => true }),
    ['bad signature', 'missing signature'],
    /Anybody can post events to you/,
  ],
  [
    'takes what has no signature',
    () => ({
      isAuthentic: (bytes, signature) => signature === undefined || signature === hmac(bytes),
    }),
    ['missing signature'],
    /no signature: answered 204, not 401/,
  ],
  [
    'skips the check for an empty signature',
    () => ({ isAuthentic: (bytes, signature = '-') => signature === '' || signature === hmac(bytes) }),
    ['missing signature'],
    /an empty signature: answered 204, not 401/,
  ],
  [
    'compares as far as the signature goes',
    () => ({ isAuthentic: (bytes, signature) => !!signature && hmac(bytes).startsWith(signature) }),
    ['bad signature'],
    /the first half of the signature: answered 204/,
  ],
  [
    'answers 400 to a bad signature',
    () => ({ refusal: 400 }),
    ['bad signature', 'missing signature'],
    /a wrong secret on your side would lose events for good. Answer 401/,
  ],
  [
    'answers 403 to a bad signature',
    () => ({ refusal: 403 }),
    ['bad signature', 'missing signature'],
    /answered 403, not 401/,
  ],
  [
    'signs with SHA-256',
    () => ({ isAuthentic: (bytes, signature) => signature === hmac(bytes, 'sha256') }),
    ['valid event'],
    /Compute the HMAC-SHA1 of the body/,
  ],
  [
    'verifies what it parsed and wrote again',
    () => ({
      isAuthentic: (bytes, signature) => signature === hmac(JSON.stringify(JSON.parse(bytes.toString()))),
    }),
    ['raw bytes'],
    /JSON with other spaces and escapes: answered 401/,
  ],
  [
    'decodes each piece of the body for itself',
    () => ({
      async read(request) {
        let text = '';
        let size = 0;
        for await (const chunk of request.iterator({ destroyOnReturn: false })) {
          size += chunk.length;
          if (size > 5_000_000) return undefined;
          text += chunk;
        }
        return Buffer.from(text);
      },
    }),
    ['raw bytes'],
    /cut inside a letter: answered 401/,
  ],
  [
    'reads the body as Latin-1',
    () => ({ isAuthentic: (bytes, signature) => signature === hmac(Buffer.from(bytes.toString('latin1'))) }),
    ['raw bytes'],
    /letters that are not ASCII: answered 401/,
  ],
  [
    'knows no batches',
    () => ({ take: (body) => (Array.isArray(body) ? 422 : 204) }),
    ['batch', 'unknown event'],
    /the body is a JSON array of events/,
  ],
  [
    'takes 100 kB at most',
    () => ({ read: limited(100_000) }),
    ['batch'],
    /a batch of 500 events, \d+ bytes: answered 413/,
  ],
  [
    'fails on an event that it has already',
    () => {
      const known = seen();
      return {
        take(body) {
          const ids = [body as { eventId: string }].flat().map(({ eventId }) => eventId);
          return ids.some((id) => known.size === known.add(id).size) ? 409 : 204;
        },
      };
    },
    ['duplicate'],
    /the same event again: answered 409/,
  ],
  [
    'fails on a status that comes late',
    () => {
      const known = revisions();
      return {
        take(body) {
          const { payload, revision } = body as { payload?: { id?: string }; revision: number };
          if (payload?.id === undefined || !/^[0-9a-f-]{36}$/.test(payload.id)) return 204;
          if (revision < (known.get(payload.id) ?? 0)) return 500;
          known.set(payload.id, revision);
          return 204;
        },
      };
    },
    ['out of order'],
    /Events can overtake each other/,
  ],
  [
    'refuses a kind of event that it does not know',
    () => ({
      take: (body) =>
        [body as { name: string }].flat().every(({ name }) => contract.eventNames.some((one) => one === name))
          ? 204
          : 400,
    }),
    ['batch', 'unknown event'],
    /an event of an undocumented kind: answered 400/,
  ],
  [
    'refuses fields that it does not know',
    () => ({ take: (body) => (JSON.stringify(body).includes('Tomorrow') ? 400 : 204) }),
    ['unknown fields'],
    /a new field in the payload: answered 400/,
  ],
  [
    'reads whatever comes',
    () => ({ read: limited(Number.POSITIVE_INFINITY) }),
    ['oversize body'],
    /read to the end, then answered 401/,
  ],
  [
    'stops working when too much came',
    () => {
      let isBroken = false;
      return {
        async read(request) {
          const bytes = isBroken ? undefined : await limited(5_000_000)(request);
          isBroken ||= bytes === undefined;
          return bytes;
        },
      };
    },
    ['oversize body', 'slow reading', 'burst'],
    /a valid event after it: answered 413/,
  ],
  ['reads one request after the other', () => ({ serve: inTurn }), ['slow reading'], /had to wait for them/],
  [
    'gives up when many come',
    () => ({ serve: (listener) => atMost(12, listener) }),
    ['burst'],
    /\d+ of \d+ events: answered 503/,
  ],
  [
    'does the work before it answers',
    () => ({ take: () => new Promise(() => {}) }),
    ['valid event'],
    /no answer within 2 s.*Store the event, answer, and do the work afterwards/,
  ],
  [
    'ends when it gets an event',
    () => ({ serve: () => (request) => request.destroy() }),
    ['valid event'],
    /Look whether the receiver is running/,
  ],
  [
    'answers with a redirect',
    () => ({
      serve: () => (_, response) => void response.writeHead(308, { location: '/elsewhere' }).end(),
    }),
    ['valid event'],
    /Redirects are not followed/,
  ],
  [
    'is at another path',
    () => ({ serve: () => (_, response) => void response.writeHead(404).end() }),
    ['valid event'],
    /Nothing takes a POST at this address/,
  ],
];

describe('a receiver that is wrong in one way only, because it', () => {
  test.each(mistakes)('%s', async (_, make, found, words) => {
    const { url } = await partnerReceiver(make());
    const report = await check(url, { answerWithinMs: 2_000 });
    expect(failedIn(report)).toEqual(found);
    const told = report.checks.flatMap(({ problems }) => problems.map((one) => `${one.found} ${one.mend}`));
    expect(told.join('\n')).toMatch(words);
    // Of a receiver that takes nothing, nothing else can be said.
    expect(report.skipped).toBe(found[0] === 'valid event' ? report.checks.length - 1 : 0);
  });
});

test('where nobody listens, it says so and tries no more', async () => {
  const report = await check('http://127.0.0.1:9/');
  expect([report.passed, report.failed, report.skipped]).toEqual([0, 1, report.checks.length - 1]);
  expect(report.checks[0]?.problems[0]?.found).toMatch(/connection refused/);
});
