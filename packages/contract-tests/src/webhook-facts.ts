import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Contract, JsonObject } from './contract.ts';
import { deliveriesOf } from './deliveries.ts';
import type { Fact } from './fact.ts';
import { step } from './json-pointer.ts';
import type { Oracle } from './oracle.ts';

// As the platform's documentation has them.
const documented = [
  ...['message.sent', 'message.delivered', 'message.read', 'message.expired', 'message.failed'],
  ...['message.inbound', 'interaction.click'],
  ...['profile.create', 'profile.update', 'profile.delete', 'profile.undelete', 'facebook.optin'],
];
const [minute, hour] = [60, 3600];

/** What has to hold of the webhooks as a whole. */
export const webhookFacts: Fact[] = [
  {
    name: 'every event that the platform documents is known',
    check: (oracle) =>
      deepEqual(
        documented.filter((name) => !namesIn(oracle).includes(name)),
        [],
      ),
  },
  {
    name: 'the known events are those in the mapping of KnownEvent',
    check: (oracle) =>
      deepEqual(
        oracle.contract.keysAt('/components/schemas/KnownEvent/discriminator/mapping').sort(),
        namesIn(oracle).sort(),
      ),
  },
  {
    name: 'the known events are those that UnknownEvent excludes',
    check(oracle) {
      const excluded = oracle.contract.at('/components/schemas/UnknownEvent/properties/name/not/enum');
      deepEqual([...(excluded as string[])].sort(), namesIn(oracle).sort());
    },
  },
  {
    name: 'KnownEvent tells the events apart by their name',
    check: ({ contract }) =>
      equal(contract.at('/components/schemas/KnownEvent/discriminator/propertyName'), 'name'),
  },
  {
    name: 'a delivery that failed is tried again after 5, 5, 30, 30 s, 1, 2, 5, 10, 15, 30 min, 1, 2 h, and five times 4 h',
    check: ({ contract }) =>
      deepEqual(contract.at('/components/responses/EventNotTaken/x-retry-delays-seconds'), [
        ...[5, 5, 30, 30],
        ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
        ...[1, 2, 4, 4, 4, 4, 4].map((hours) => hours * hour),
      ]),
  },
  {
    name: 'a delivery that failed is tried again as often as the words for people say',
    check({ contract }) {
      const [, once = '', times = '', last = ''] =
        /come after ((?:\d+ \w+, )+)and\s+then (\w+) times after (\d+ \w+)/.exec(eventsText(contract)) ?? [];
      const seconds = (words: string) => {
        const [amount, unit] = words.split(' ');
        return Number(amount) * ({ s: 1, min: minute, h: hour }[unit ?? ''] ?? Number.NaN);
      };
      const delays = [...once.matchAll(/\d+ \w+/g)].map(([words]) => seconds(words));
      const count = ['no', 'one', 'two', 'three', 'four', 'five', 'six'].indexOf(times);
      deepEqual(
        [...delays, ...Array<number>(count).fill(seconds(last))],
        contract.at('/components/responses/EventNotTaken/x-retry-delays-seconds'),
      );
    },
  },
  {
    name: 'the words for people give the hours that these delays add up to',
    check({ contract }) {
      const answer = contract.at('/components/responses/EventNotTaken') as JsonObject;
      const delays = answer['x-retry-delays-seconds'] as number[];
      const hours = Math.round(delays.reduce((sum, delay) => sum + delay) / hour);
      match(String(answer['description']), new RegExp(`for about ${hours} hours`));
      match(eventsText(contract), new RegExp(`stops after about ${hours} hours`));
    },
  },
  {
    name: 'a delivery has failed when it was not answered within 10 seconds',
    check({ contract }) {
      const answer = contract.at('/components/responses/EventNotTaken') as JsonObject;
      equal(answer['x-answer-within-seconds'], 10);
      match(String(answer['description']), /within 10 seconds/);
    },
  },
];

/** What has to hold of each webhook, by the name of its event. */
export const factsOfWebhook = (name: string): Fact[] => [
  {
    name: 'has the name of its event',
    check({ contract }) {
      const schema = eventSchema(contract.at, name);
      equal(contract.at(step(schema, 'properties', 'name', 'const')), name);
      const oneOf = contract.at('/components/schemas/KnownEvent/oneOf') as { $ref: string }[];
      ok(oneOf.some(({ $ref }) => $ref === `#${schema}`));
    },
  },
  {
    name: 'has the schema of its event, or of an array of events',
    check(oracle) {
      const { body } = webhookIn(oracle, name);
      const oneOf = oracle.contract.at(step(body?.schema as string, 'oneOf')) as { $ref: string }[];
      deepEqual(
        oneOf.map(({ $ref }) => $ref),
        [`#${eventSchema(oracle.contract.at, name)}`, '#/components/schemas/EventBatch'],
      );
    },
  },
  {
    name: 'takes its event, alone or in an array with any others, and nothing else',
    async check(oracle) {
      const webhook = webhookIn(oracle, name);
      for (const { what, body, allowed } of deliveriesOf(webhook, oracle.calls.webhooks)) {
        equal((await oracle.judge(webhook.body?.schema as string, body)).valid, allowed, what);
      }
    },
  },
  {
    name: 'is posted, needs no token, and always has a body',
    check(oracle) {
      const { pointer, method, id } = webhookIn(oracle, name);
      equal(method, 'POST');
      equal(
        id,
        `receive${name
          .split('.')
          .map((word) => word[0]?.toUpperCase() + word.slice(1))
          .join('')}`,
      );
      deepEqual(oracle.contract.at(step(pointer, 'security')), []);
      equal(oracle.contract.at(step(pointer, 'requestBody', 'required')), true);
    },
  },
  {
    name: 'is signed: an HMAC-SHA1 in lower-case hex, in the header X-Comapi-Signature',
    async check(oracle) {
      const [parameter, ...others] = webhookIn(oracle, name).parameters;
      deepEqual(others, []);
      deepEqual(
        { name: parameter?.name, in: parameter?.in, required: parameter?.required },
        { name: 'X-Comapi-Signature', in: 'header', required: true },
      );
      const takes = async (value: string) => (await oracle.judge(parameter?.schema as string, value)).valid;
      const hmac = (algorithm: string) => createHmac(algorithm, 'secret').update('{}');
      const signature = hmac('sha1').digest('hex');
      ok(await takes(signature));
      for (const wrong of [
        hmac('sha1').digest('base64'),
        hmac('sha256').digest('hex'),
        signature.toUpperCase(),
        signature.slice(1),
        `sha1=${signature}`,
        `${signature}0`,
        '',
      ]) {
        ok(!(await takes(wrong)), wrong);
      }
    },
  },
  {
    name: 'says what each answer means',
    check(oracle) {
      const { answers } = webhookIn(oracle, name);
      const meaning = Object.fromEntries(answers.map(({ status, description }) => [status, description]));
      deepEqual(Object.keys(meaning).sort(), ['2XX', '400', '401', 'default']);
      match(meaning['2XX'] as string, /not sent again/);
      match(meaning['400'] as string, /never.* sent again/);
      match(meaning['401'] as string, /signature.*tried again/s);
      match(meaning['default'] as string, /tried again, for about \d+ hours/);
      ok(answers.every(({ body }) => body === undefined));
    },
  },
];

/** What the contract tells people of all events of messages. */
function eventsText(contract: Contract): string {
  const tags = contract.at('/tags') as { name: string; description: string }[];
  return tags.find(({ name }) => name === 'Message events')?.description ?? '';
}

function namesIn({ calls }: Oracle): string[] {
  return calls.webhooks.map(({ path }) => path);
}

function webhookIn({ calls }: Oracle, name: string) {
  const found = calls.webhooks.find(({ path }) => path === name);
  if (!found) throw new Error(`The contract has no webhook ${name}.`);
  return found;
}

function eventSchema(at: Oracle['contract']['at'], name: string): string {
  return String(at(step('/components/schemas/KnownEvent/discriminator/mapping', name))).slice(1);
}
