import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { at, isObject, type Json, type JsonObject, keysAt } from '../src/contract.ts';
import { step } from '../src/json-pointer.ts';
import { type Operation, webhooks } from '../src/operations.ts';
import { judge } from '../src/oracle.ts';

const names = webhooks.map(({ path }) => path);
const byName = webhooks.map((webhook) => [webhook.path, webhook] as const);

const documented = [
  ...['message.sent', 'message.delivered', 'message.read', 'message.expired', 'message.failed'],
  ...['message.inbound', 'interaction.click'],
  ...['profile.create', 'profile.update', 'profile.delete', 'profile.undelete', 'facebook.optin'],
];

describe('the known events are the same', () => {
  test('among the webhooks', () => {
    expect([...names].sort()).toEqual([...documented].sort());
  });

  test('in the mapping of KnownEvent', () => {
    expect(keysAt('/components/schemas/KnownEvent/discriminator/mapping').sort()).toEqual([...names].sort());
  });

  test('in what UnknownEvent excludes', () => {
    const excluded = at('/components/schemas/UnknownEvent/properties/name/not/enum') as string[];
    expect([...excluded].sort()).toEqual([...names].sort());
  });

  test.each(names)('in the name of the event itself: %s', (name) => {
    const schema = eventSchema(name);
    expect(at(step(schema, 'properties', 'name', 'const'))).toBe(name);
    const oneOf = at('/components/schemas/KnownEvent/oneOf') as { $ref: string }[];
    expect(oneOf.map(({ $ref }) => $ref)).toContain(`#${schema}`);
  });

  test.each(byName)('in the webhook of the event: %s', (name, { body }) => {
    const oneOf = at(step(body?.schema as string, 'oneOf')) as { $ref: string }[];
    expect(oneOf.map(({ $ref }) => $ref)).toEqual([
      `#${eventSchema(name)}`,
      '#/components/schemas/EventBatch',
    ]);
  });

  function eventSchema(name: string): string {
    return String(at(step('/components/schemas/KnownEvent/discriminator/mapping', name))).slice(1);
  }
});

describe.each(byName)('the webhook %s', (name, webhook) => {
  const event = singleEvent(webhook);
  const takes = async (value: Json) => (await judge(webhook.body?.schema as string, value)).valid;

  test('takes one event', async () => {
    expect(await takes(event)).toBe(true);
  });

  test('takes an array of events, of other kinds too', async () => {
    const others = webhooks.filter(({ path }) => path !== name).map(singleEvent);
    expect(await takes([event])).toBe(true);
    expect(await takes([event, ...others])).toBe(true);
  });

  test('does not take an empty array', async () => {
    expect(await takes([])).toBe(false);
  });

  test('does not take an event of another kind alone', async () => {
    const [other] = webhooks.filter(({ path }) => path !== name).map(singleEvent);
    expect(await takes(other as Json)).toBe(false);
  });

  test('takes in an array an event of a kind that is not documented, with the whole envelope', async () => {
    const unknown: JsonObject = { ...event, name: 'conversation.create', payload: {} };
    const { eventId: _, ...withoutId } = unknown;
    expect(await takes([event, unknown])).toBe(true);
    expect(await takes([event, withoutId])).toBe(false);
  });

  test('is signed: an HMAC-SHA1 in lower-case hex, in the header X-Comapi-Signature', async () => {
    expect(webhook.parameters).toMatchObject([{ name: 'X-Comapi-Signature', in: 'header', required: true }]);
    const schema = webhook.parameters[0]?.schema as string;
    const hmac = (algorithm: string) => createHmac(algorithm, 'secret').update(JSON.stringify(event));
    const signature = hmac('sha1').digest('hex');
    expect((await judge(schema, signature)).valid).toBe(true);
    for (const wrong of [
      hmac('sha1').digest('base64'),
      hmac('sha256').digest('hex'),
      signature.toUpperCase(),
      signature.slice(1),
      `sha1=${signature}`,
      '',
    ]) {
      expect((await judge(schema, wrong)).valid, wrong).toBe(false);
    }
  });

  test('says what each answer means', () => {
    const meaning = Object.fromEntries(
      webhook.answers.map(({ status, description }) => [status, description]),
    );
    expect(Object.keys(meaning).sort()).toEqual(['2XX', '400', '401', 'default']);
    expect(meaning['2XX']).toMatch(/not sent again/);
    expect(meaning['400']).toMatch(/never.* sent again/);
    expect(meaning['401']).toMatch(/signature.*tried again/s);
    expect(meaning['default']).toMatch(/tried again, for less than 24 hours/);
    expect(webhook.answers.every(({ body }) => body === undefined)).toBe(true);
  });
});

describe('a delivery that failed', () => {
  const answer = at('/components/responses/EventNotTaken') as JsonObject;
  const [minute, hour] = [60, 3600];

  test('is tried again after 5, 5, 30, 30 s, 1, 2, 5, 10, 15, 30 min, 1, 2 h, and five times 4 h', () => {
    expect(answer['x-retry-delays-seconds']).toEqual([
      ...[5, 5, 30, 30],
      ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
      ...[1, 2, 4, 4, 4, 4, 4].map((hours) => hours * hour),
    ]);
  });

  test('is tried again as often as the words for people say', () => {
    const tags = at('/tags') as { name: string; description: string }[];
    const text = tags.find(({ name }) => name === 'Message events')?.description ?? '';
    const [, once = '', times = '', last = ''] =
      /come after ((?:\d+ \w+, )+)and\s+then (\w+) times after (\d+ \w+)/.exec(text) ?? [];
    const seconds = (words: string) => {
      const [amount, unit] = words.split(' ');
      return Number(amount) * ({ s: 1, min: minute, h: hour }[unit ?? ''] ?? Number.NaN);
    };
    const delays = [...once.matchAll(/\d+ \w+/g)].map(([words]) => seconds(words));
    const count = ['no', 'one', 'two', 'three', 'four', 'five', 'six'].indexOf(times);
    expect([...delays, ...Array<number>(count).fill(seconds(last))]).toEqual(
      answer['x-retry-delays-seconds'],
    );
  });

  test('is one that was not answered within 10 seconds', () => {
    expect(answer['x-answer-within-seconds']).toBe(10);
    expect(answer['description']).toMatch(/within 10 seconds/);
  });
});

function singleEvent({ body }: Operation): JsonObject {
  const event = body?.examples.map(({ value }) => value).find(isObject);
  if (!event) throw new Error('Each webhook needs an example of one event.');
  return event;
}
