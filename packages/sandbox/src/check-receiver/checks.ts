import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { contract } from '../generated/contract.ts';
import { batchExamples, eventExamples } from '../generated/event-examples.ts';
import { signature } from '../webhooks/signature.ts';
import { isTaken, notRefused, notTaken, type Problem, said } from './answers.ts';
import type { Answer, Target } from './target.ts';
import { example, fresh, type TestEvent } from './test-events.ts';
import { endingWhenAnswered, inTwoParts } from './writes.ts';

export interface Findings {
  problems: Problem[];
  /** What was done, for when there are no problems. */
  done: string;
  /** What cannot be seen from outside: where a person should look. */
  look?: string;
  /** Whether not one valid event was taken, so that the other checks would say nothing. */
  takesNothing?: boolean;
}

export interface CheckSettings {
  /** Events in the burst. */
  burst: number;
  /** How long a slow sender pauses. */
  pauseMs: number;
}

/** One thing that a receiver can do wrong. */
export interface Check {
  name: string;
  run(target: Target, settings: CheckSettings): Promise<Findings>;
}

const LARGE_BATCH = 500;
const IN_FLIGHT = 32;
const SLOW_SENDERS = 10;
/** What is sent with this pause arrives apart. */
const APART_MS = 50;
/** A burst that fails this often has failed. */
const MAX_FAILURES = 20;

const text = (value: unknown): string => JSON.stringify(value);

/** All checks, in the order in which they are made. */
export const checks: Check[] = [
  {
    name: 'valid event',
    async run(target) {
      const answers: [name: string, answer: Answer][] = [];
      for (const event of eventExamples) {
        const answer = await target.post(text(fresh(event)));
        answers.push([event.name, answer]);
        // Nobody is there; the other kinds need not wait for that too.
        if (answer.status === undefined) break;
      }
      const slowest = Math.max(...answers.map(([, { milliseconds }]) => milliseconds));
      return {
        problems: grouped(answers),
        done: `${contract.eventNames.length} kinds of event taken, the slowest in ${slowest} ms`,
        takesNothing: !answers.some(([, answer]) => isTaken(answer)),
      };
    },
  },
  {
    name: 'raw bytes',
    async run(target) {
      const event = example('message.inbound');
      event.payload['body'] = 'Grüße 👋';
      const spaced = JSON.stringify(fresh(event), null, 2).replace('Grüße', 'Gr\\u00fc\\u00dfe');
      const mend =
        'The signature is over the bytes that came. Keep them as they are, undecoded and unparsed, until it is verified.';
      return {
        problems: [
          ...notTaken('letters that are not ASCII', await target.post(text(fresh(event))), mend),
          ...notTaken('JSON with other spaces and escapes', await target.post(spaced), mend),
          ...notTaken(
            'a body in two parts, cut inside a letter',
            await target.post(text(fresh(event)), { write: inTwoParts('ü', setTimeout(APART_MS)) }),
            mend,
          ),
        ],
        done: 'the signature is computed over the bytes that come',
      };
    },
  },
  {
    name: 'batch',
    async run(target) {
      const large = Array.from({ length: LARGE_BATCH }, () => example('message.delivered'));
      const bytes = Buffer.byteLength(text(large));
      const problems = [];
      for (const batch of [...uniqueBatches(), fresh(eventExamples)]) {
        problems.push(
          ...notTaken(
            `an array of ${batch.length} events`,
            await target.post(text(batch)),
            'With batching switched on, the body is a JSON array of events. Handle each of them.',
          ),
        );
      }
      problems.push(
        ...notTaken(`a batch of ${LARGE_BATCH} events, ${bytes} bytes`, await target.post(text(large))),
      );
      return { problems, done: `taken, up to ${LARGE_BATCH} events in ${bytes} bytes` };
    },
  },
  {
    name: 'bad signature',
    async run(target) {
      const body = text(example('message.delivered'));
      const right = signature(target.secret, body);
      const flipped = right.startsWith('0') ? '1' : '0';
      const forgeries = {
        'a signature by another secret': signature(`${target.secret}x`, body),
        'a signature by an empty secret': signature('', body),
        'the signature of another body': signature(target.secret, `${body} `),
        'a signature with another first digit': flipped + right.slice(1),
        'a signature with another last digit': right.slice(0, -1) + (right.endsWith('0') ? '1' : '0'),
        'the first half of the signature': right.slice(0, right.length / 2),
        'forty zeros': '0'.repeat(right.length),
      };
      const problems = [];
      for (const [what, forged] of Object.entries(forgeries)) {
        problems.push(...notRefused(what, await target.post(body, { signature: forged })));
      }
      return { problems, done: `${Object.keys(forgeries).length} forged signatures refused with 401` };
    },
  },
  {
    name: 'missing signature',
    async run(target) {
      const body = text(example('message.delivered'));
      return {
        problems: [
          ...notRefused('no signature', await target.postUnsigned(body)),
          ...notRefused('an empty signature', await target.post(body, { signature: '' })),
        ],
        done: 'refused with 401',
      };
    },
  },
  {
    name: 'duplicate',
    async run(target) {
      const event = example('message.delivered');
      const body = text(event);
      const first = await target.post(body);
      return {
        problems: [
          ...notTaken('an event', first),
          ...notTaken(
            'the same event again',
            await target.post(body),
            'Answer 2xx to an event that you have already: with any other answer it keeps coming back.',
          ),
        ],
        done: 'the second one is taken too',
        look: `The event ${event.eventId} came twice. It has to be handled once: remember each eventId.`,
      };
    },
  },
  {
    name: 'out of order',
    async run(target) {
      const statuses = ['message.read', 'message.delivered', 'message.sent'];
      const id = randomUUID();
      const problems = [];
      for (const [index, name] of statuses.entries()) {
        const event = example(name);
        const late = { ...event, payload: { ...event.payload, id }, revision: statuses.length - index };
        problems.push(
          ...notTaken(
            `${name} of one message, in the order ${statuses.join(', ')}`,
            await target.post(text(late)),
            'Events can overtake each other. Take each, and ignore a status whose revision is lower than the last.',
          ),
        );
      }
      return {
        problems,
        done: 'each status is taken',
        look: `The message ${id} was reported as read, then delivered, then sent. It has to be shown as read.`,
      };
    },
  },
  {
    name: 'unknown event',
    async run(target) {
      const unknown = { ...example('message.sent'), name: 'conversation.create', payload: {} };
      const mend =
        'Your account can have kinds of event that are not documented. Ignore them, and answer 2xx.';
      return {
        problems: [
          ...notTaken('an event of an undocumented kind', await target.post(text(fresh(unknown))), mend),
          ...notTaken(
            'a batch with one among known ones',
            await target.post(text([example('message.sent'), fresh(unknown)])),
            mend,
          ),
        ],
        done: 'taken and ignored',
      };
    },
  },
  {
    name: 'unknown fields',
    async run(target) {
      const event = example('message.delivered');
      const field = { aFieldOfTomorrow: { nested: [1, null, 'text'] } };
      const mend = 'Fields are added over time. Ignore those that you do not know, and answer 2xx.';
      const inPayload = { ...event, payload: { ...event.payload, ...field } };
      return {
        problems: [
          ...notTaken(
            'a new field beside the payload',
            await target.post(text(fresh({ ...event, ...field }))),
            mend,
          ),
          ...notTaken('a new field in the payload', await target.post(text(fresh(inPayload))), mend),
        ],
        done: 'taken and ignored',
      };
    },
  },
  {
    name: 'oversize body',
    async run(target) {
      // More than the API itself takes, from somebody who does not know the secret.
      const bytes = 2 * contract.maxBodyBytes;
      const body = text({ ...example('message.sent'), filler: 'x'.repeat(bytes) });
      const { write, wasSentWhole } = endingWhenAnswered();
      const answer = await target.post(body, { signature: signature(`${target.secret}x`, body), write });
      const problems: Problem[] = [];
      const what = `a body of ${bytes} bytes from a stranger`;
      if (isTaken(answer)) problems.push(...notRefused(what, answer));
      else if (answer.error?.startsWith('no answer')) {
        problems.push({
          found: `${what}: ${said(answer)}`,
          mend: 'Refuse it at once, with 413, or close the connection.',
        });
      } else if (wasSentWhole() && answer.status !== 413) {
        problems.push({
          found: `${what}: read to the end, then ${said(answer)}`,
          mend: 'Anybody can fill your memory. Stop reading at a limit of some megabytes, and answer 413.',
        });
      }
      problems.push(...stillThere('after it', await target.post(text(example('message.sent')))));
      return { problems, done: `${bytes} bytes refused: ${said(answer)}` };
    },
  },
  {
    name: 'slow reading',
    async run(target, { pauseMs }) {
      let goOn: (after: Promise<unknown>) => void = () => {};
      const pause = new Promise<unknown>((resolve) => {
        goOn = resolve;
      });
      const slow = Array.from({ length: SLOW_SENDERS }, () =>
        target.post(text(example('message.sent')), { write: inTwoParts('payload', pause) }),
      );
      await setTimeout(APART_MS);
      const fast = target.post(text(example('message.sent')));
      const isTooLate = Symbol();
      // Whoever reads one request at a time must not wait for ever.
      const limit = setTimeout(target.answerWithinMs / 2, isTooLate, { ref: false });
      const first = Promise.race([fast, limit]);
      goOn(Promise.all([first, setTimeout(pauseMs)]));
      const problems = grouped(
        (await Promise.all(slow)).map((answer) => ['a body that came slowly', answer]),
      );
      if ((await first) === isTooLate) {
        problems.push({
          found: `an event that came while ${SLOW_SENDERS} others came slowly had to wait for them`,
          mend: 'Read requests side by side, so that a slow sender holds up nobody else.',
        });
      }
      problems.push(...stillThere('meanwhile', await fast));
      return { problems, done: `${SLOW_SENDERS} slow senders were waited for, and held up nobody` };
    },
  },
  {
    name: 'burst',
    async run(target, { burst }) {
      const answers: Answer[] = [];
      const failed: Answer[] = [];
      let left = burst;
      const sender = async () => {
        while (left > 0 && failed.length < MAX_FAILURES) {
          left -= 1;
          const answer = await target.post(text(example('message.delivered')));
          answers.push(answer);
          if (!isTaken(answer)) failed.push(answer);
        }
      };
      const started = performance.now();
      await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
      const seconds = (performance.now() - started) / 1000;
      const problems = [...new Set(failed.map(said))].map((words) => ({
        found: `${failed.filter((answer) => said(answer) === words).length} of ${answers.length} events: ${words}`,
        mend: `Up to ${IN_FLIGHT} events come at the same time. Queue the work, so that each is answered in time.`,
      }));
      problems.push(...stillThere('after it', await target.post(text(example('message.sent')))));
      const slowest = Math.max(...answers.map(({ milliseconds }) => milliseconds));
      return {
        problems,
        done: `${answers.length} events taken, ${Math.round(answers.length / seconds)} a second, the slowest in ${slowest} ms`,
      };
    },
  },
];

/** The same answer to several kinds of event is one problem. */
function grouped(answers: [what: string, answer: Answer][]): Problem[] {
  const problems = new Map<string, { names: Set<string>; answer: Answer }>();
  for (const [name, answer] of answers) {
    if (isTaken(answer)) continue;
    const group = problems.get(said(answer)) ?? { names: new Set(), answer };
    group.names.add(name);
    problems.set(said(answer), group);
  }
  return [...problems.values()].flatMap(({ names, answer }) => notTaken([...names].join(', '), answer));
}

function stillThere(when: string, answer: Answer): Problem[] {
  return notTaken(`a valid event ${when}`, answer, 'The receiver has to go on working. Look into its log.');
}

/** The contract shows the same batch at each webhook. */
function uniqueBatches(): TestEvent[][] {
  return [...new Set(batchExamples.map(text))].map((batch) => fresh(JSON.parse(batch)));
}
