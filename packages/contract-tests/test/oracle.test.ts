import { describe, expect, test } from 'vitest';
import { contract, type Json } from '../src/contract.ts';
import { isOpenApi, judge } from '../src/oracle.ts';
import { failuresOf, paramName } from '../src/param-name.ts';

describe('the oracle', () => {
  test('finds that the contract is a valid OpenAPI 3.1 document', async () => {
    expect(await isOpenApi(contract)).toBe(true);
  });

  test('finds that a contract without info is not', async () => {
    const { info: _, ...rest } = contract;
    expect(await isOpenApi(rest)).toBe(false);
  });

  test.each<[format: string, schema: string, good: Json, bad: Json]>([
    ['uuid', '/components/schemas/MessageId', 'd8e296bb-97c4-4495-b98f-1e32e0b11628', 'd8e296bb'],
    ['date-time', '/components/schemas/UtcDateTime', '2017-03-17T14:22:40.633Z', '2017-02-29T14:22:40.633Z'],
    ['email', '/components/schemas/Recipient/properties/email', 'somebody@mail.example', 'somebody'],
    ['uri', '/components/schemas/MessagePart/properties/url', 'https://shop.example/a.png', 'a.png'],
  ])('asserts the format %s', async (_, schema, good, bad) => {
    expect((await judge(schema, good)).valid).toBe(true);
    const verdict = await judge(schema, bad);
    expect(failuresOf(verdict.findings, bad)).toEqual([{ paramName: '', keyword: 'format' }]);
  });

  test('refuses to judge by a schema that is not there', async () => {
    await expect(judge('/components/schemas/Nothing', {})).rejects.toThrow();
  });

  test('says which schemas a value fits', async () => {
    const { fits } = await judge('/components/schemas/Rules', ['sms', 'custom_email']);
    expect(fits.get('/components/schemas/KnownChannelId')).toEqual(['/0']);
    const { fits: others } = await judge('/components/schemas/Rules', ['custom_email']);
    expect(others.has('/components/schemas/KnownChannelId')).toBe(false);
  });
});

describe('what is wrong with one of several forms', () => {
  const webhook = '/webhooks/message.sent/post/requestBody/content/application~1json/schema';
  const event = {
    eventId: '0dceaf0d-93ea-4314-a6f8-b0cffe69799a',
    accountId: 1234,
    apiSpaceId: 'c924cf6e-4352-4b26-a71a-c2032bea7a01',
    name: 'message.sent',
    payload: { id: 'e9f154c8', details: {} },
    timestamp: '2017-08-31T09:26:14.604Z',
  };

  test.each<[what: string, value: Json, paramName: string, keyword: string]>([
    ['an event, in the event', event, 'payload.id', 'format'],
    ['an array, in the array', [], '', 'minItems'],
    ['something else, as a whole', 'message.sent', '', 'oneOf'],
  ])('is told for %s', async (_, value, paramName, keyword) => {
    expect(failuresOf((await judge(webhook, value)).findings, value)).toEqual([{ paramName, keyword }]);
  });
});

describe('a parameter is named', () => {
  test.each<[name: string, tokens: string[]]>([
    ['', []],
    ['to', ['to']],
    ['to.phoneNumber', ['to', 'phoneNumber']],
    ['rules[0]', ['rules', '0']],
    ['[17].rules', ['17', 'rules']],
    ['[0].messageParts[12].url', ['0', 'messageParts', '12', 'url']],
  ])('%j', (name, tokens) => {
    expect(paramName(tokens)).toBe(name);
  });
});
