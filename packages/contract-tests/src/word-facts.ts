import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { isObject, type Json, type JsonObject } from './contract.ts';
import { examplesOf } from './examples-of.ts';
import type { Fact } from './fact.ts';
import { step } from './json-pointer.ts';
import type { Oracle } from './oracle.ts';

const schemas = '/components/schemas';

// What tells about people. A field whose mark is lost would stand in somebody's log.
const aboutPeople = [
  'ChannelStatus/properties/details',
  'CustomBody',
  'DeletedProfile/properties/id',
  'EmailOptions/properties/htmlBody',
  ...['fbMessengerId', 'profileId', 'rawData', 'stateData'].map((name) => `FacebookOptin/properties/${name}`),
  ...['body', 'channelData', 'from', 'to'].map((name) => `InboundMessage/properties/${name}`),
  'MessageBody',
  ...['data', 'url'].map((name) => `MessagePart/properties/${name}`),
  'MessageTitle',
  'Metadata',
  'NativePushData',
  'PhoneNumber',
  'Profile',
  ...['email', 'facebook', 'fbMessengerId', 'id', 'name', 'phoneNumber'].map(
    (name) => `Profile/properties/${name}`,
  ),
  'Recipient/additionalProperties',
  ...['email', 'fbMessengerId', 'firstName', 'lastName', 'profileId', 'twitterId'].map(
    (name) => `Recipient/properties/${name}`,
  ),
  'RestoredProfile/properties/id',
  ...['body', 'to'].map((name) => `SmsCustomBody/properties/${name}`),
  'StatusDetails/properties/additionalInfo',
];

/** What has to hold of the words of a contract, and of what they say about its values. */
export const wordFacts: Fact[] = [
  {
    name: 'every schema has a title and a description',
    check({ contract: { at, keysAt } }) {
      for (const name of keysAt(schemas)) {
        for (const key of ['title', 'description']) {
          const schema = at(step(schemas, name));
          ok(isObject(schema) && schema[key], `${name} has no ${key}`);
        }
      }
    },
  },
  {
    name: 'the words about a status name every known one, and say which are final',
    check({ contract: { at } }) {
      const rows = rowsOf(at(`${schemas}/MessageStatus/description`));
      deepEqual(
        at(`${schemas}/KnownMessageStatus/enum`),
        rows.map(([status]) => status),
      );
      deepEqual(
        at(`${schemas}/KnownMessageStatus/x-final`),
        rows.filter(([, , final]) => final?.startsWith('yes')).map(([status]) => status),
      );
      deepEqual(at(`${schemas}/MessageStatus/anyOf/0`), { $ref: `#${schemas}/KnownMessageStatus` });
    },
  },
  {
    name: 'the words about a channel id name every known one',
    check({ contract: { at } }) {
      const rows = rowsOf(at(`${schemas}/ChannelId/description`));
      deepEqual(
        at(`${schemas}/KnownChannelId/enum`),
        rows.map(([id]) => id),
      );
      deepEqual(at(`${schemas}/ChannelId/anyOf/0`), { $ref: `#${schemas}/KnownChannelId` });
    },
  },
  {
    name: 'the words about the status of an inbound message name every known one',
    check({ contract: { at } }) {
      const words = String(at(`${schemas}/InboundMessageStatus/description`));
      const named = /Whether .* was (\w+), (\w+) to you, or (\w+) by you/.exec(words)?.slice(1);
      deepEqual(at(`${schemas}/KnownInboundMessageStatus/enum`), named);
      deepEqual(at(`${schemas}/InboundMessageStatus/anyOf/0`), {
        $ref: `#${schemas}/KnownInboundMessageStatus`,
      });
    },
  },
  {
    name: 'the words about short links name every value',
    check({ contract: { at } }) {
      const words = String(at(`${schemas}/ShortenLinks/description`));
      const named = [...words.matchAll(/`(\w+)` takes/g)].map(([, value]) => value);
      deepEqual([...(at(`${schemas}/ShortenLinks/enum`) as string[])].sort(), named.sort());
    },
  },
  {
    name: 'the words about the batch name its limits',
    check({ contract, calls }) {
      const batch = calls.operations.find(({ id }) => id === 'sendMessageBatch');
      ok(batch);
      const words = String(contract.at(step(batch.pointer, 'description')));
      const limit = contract.at(`${schemas}/SendMessageBatchRequest/maxItems`) as number;
      const bytes = contract.at(step(batch.pointer, 'requestBody', 'x-max-bytes')) as number;
      match(words, new RegExp(`up to ${limit.toLocaleString('en')} messages`));
      match(words, new RegExp(`up to ${bytes / 1_000_000} MB of JSON`));
    },
  },
  {
    name: 'the words about the MMS name its limits',
    check({ contract: { at } }) {
      const words = String(at(`${schemas}/MmsContent/description`));
      const parts = `${schemas}/MmsContent/then/properties/messageParts`;
      match(words, /exactly one text and one to ten images/);
      equal(at(`${parts}/allOf/0/maxContains`), 1);
      equal(at(`${parts}/allOf/1/maxContains`), 10);
      const bytes = at(`${parts}/items/then/properties/size/maximum`) as number;
      match(words, new RegExp(`at most ${bytes.toLocaleString('en')} bytes`));
    },
  },
  {
    name: 'a condition or a pattern says in words what it asks for',
    check({ contract: { at } }) {
      visit(schemas, at(schemas));
    },
  },
  {
    name: 'each error of an operation is told by the words about its status',
    check({ contract: { at, keysAt }, calls }) {
      for (const { id, pointer } of calls.operations) {
        for (const status of keysAt(step(pointer, 'responses')).filter((one) => /^[45]/.test(one))) {
          const { $ref } = at(step(pointer, 'responses', status)) as JsonObject;
          const reason = STATUS_CODES[status]?.replaceAll(' ', '') ?? '';
          // `BadBatch` and `BadMessageId` are bad requests, too.
          const fits = status === '400' ? /\/Bad\w+$/ : new RegExp(`${reason}$`);
          match(String($ref), fits, `${id} ${status}`);
        }
      }
    },
  },
  {
    name: 'what tells about people is marked, so that no log has it',
    check({ contract: { at } }) {
      const marked = markedIn(at(schemas));
      deepEqual(
        aboutPeople.filter((place) => !marked.includes(place)),
        [],
      );
    },
  },
  {
    name: 'an example is what its name says: of a message its status, of an event its kind',
    check({ calls }) {
      for (const { where, value } of examplesOf(calls).bodies) {
        const [, status] = /(?:accepted|message)-([a-z]+)$/.exec(where.split(' ').at(-1) ?? '') ?? [];
        if (status !== undefined && isObject(value) && 'messageId' in value)
          equal(value['status'], status, where);
      }
      for (const { path, body } of calls.webhooks) {
        for (const { name, value } of body?.examples ?? []) {
          if (isObject(value)) ok(name.startsWith(`event-${path.replace('.', '-')}`), `${path} has ${name}`);
        }
      }
    },
  },
  {
    name: 'no two examples of a body are alike',
    check({ calls }: Oracle) {
      for (const { id, body, answers } of [...calls.operations, ...calls.webhooks]) {
        for (const one of [body, ...answers.map((answer) => answer.body)]) {
          const texts = (one?.examples ?? []).map(({ value }) => JSON.stringify(value));
          equal(new Set(texts).size, texts.length, id);
        }
      }
    },
  },
];

/** The cells of a Markdown table without its head, without back quotes. */
function rowsOf(text: Json): string[][] {
  return String(text)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
}

function visit(pointer: string, schema: Json, isConsequence = false): void {
  if (Array.isArray(schema)) {
    for (const [index, item] of schema.entries()) visit(step(pointer, index), item, isConsequence);
  }
  if (!isObject(schema)) return;
  const { not, contains, anyOf, pattern, required } = schema;
  const asks = [
    isObject(not) && Object.keys(not).length === 0,
    contains !== undefined,
    Array.isArray(anyOf) && anyOf.every((branch) => isObject(branch) && 'required' in branch),
    typeof pattern === 'string' && schema['title'] !== 'API Space id',
    // A branch of `anyOf` is told by what holds the branches.
    isConsequence && required !== undefined && !/\/anyOf\/\d+$/.test(pointer),
  ];
  if (asks.includes(true)) ok(schema['x-message'], `${pointer} has no x-message`);
  for (const [keyword, inside] of Object.entries(schema)) {
    // What these hold only tries a value; nobody is told of it.
    if (['if', 'contains', 'not'].includes(keyword)) continue;
    visit(step(pointer, keyword), inside, isConsequence || keyword === 'then' || keyword === 'else');
  }
}

function markedIn(value: Json, place: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(isObject(value) && value['x-sensitive'] === true ? [place.join('/')] : []),
    ...Object.entries(value).flatMap(([key, inside]) => markedIn(inside as Json, [...place, key])),
  ];
}
