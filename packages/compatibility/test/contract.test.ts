import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../src/change.ts';
import { compare } from '../src/compare.ts';
import { pointerTokens, valueAt } from '../src/json-pointer.ts';

const bundle = fileURLToPath(import.meta.resolve('@enterprise-communications/spec/openapi.json'));
const contract = JSON.parse(readFileSync(bundle, 'utf8'));
const schemas = '#/components/schemas';

/** The contract itself, with a change of each kind that its forms make hard to see. */
function changedContract() {
  const next = structuredClone(contract);
  const at = (pointer: string) =>
    (valueAt(next, pointerTokens(`${schemas}/${pointer}`)) ?? expect.unreachable(pointer)) as never;
  delete at('EventEnvelope/properties')['eventId'];
  const required = at('EventEnvelope/required') as string[];
  required.splice(required.indexOf('accountId'), 1);
  (at('KnownMessageStatus/enum') as string[]).push('queued');
  delete at('MessagePart/properties')['name'];
  return next;
}

let changes: Change[];
beforeAll(() => {
  changes = compare(contract, changedContract());
});
const at = (location: string) => changes.filter((change) => change.location === `${schemas}/${location}`);

describe('of this contract', () => {
  test('what did not change is not told', () => {
    expect([...new Set(changes.map(({ location }) => location.slice(schemas.length + 1)))]).toEqual([
      'EventEnvelope',
      'EventEnvelope/properties/eventId',
      'MessagePart/properties/name',
      'MessageStatus',
    ]);
  });

  test.each([
    ['is gone', 'EventEnvelope/properties/eventId'],
    ['can be missing', 'EventEnvelope'],
  ])('what every event has and %s breaks the receivers of all events, and is told once', (_, location) => {
    const [change, ...others] = at(location);
    expect(others).toEqual([]);
    expect(change?.level).toBe('breaking');
    expect(change?.where.sort()).toEqual(Object.keys(contract.webhooks).sort());
  });

  test('a new status is harmless for callers and receivers, because the contract says that it may come', () => {
    const found = at('MessageStatus');
    expect(found.map(({ level, forWhom }) => [level, forWhom.split(' `')[0]])).toEqual([
      ['compatible', 'whoever reads the answer of'],
      ['compatible', 'whoever receives'],
    ]);
  });

  test('a property that requests and answers share breaks those who send it and those who read it', () => {
    const found = at('MessagePart/properties/name');
    expect(found.map(({ level, where }) => [level, where])).toEqual([
      ['breaking', ['sendMessage', 'sendMessageBatch']],
      ['breaking', ['sendMessage', 'getMessage']],
      ['breaking', ['message.inbound']],
    ]);
  });
});
