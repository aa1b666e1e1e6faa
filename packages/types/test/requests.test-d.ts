import { expectTypeOf, test } from 'vitest';
import type {
  ChannelId,
  KnownChannelId,
  RequestOf,
  SendMessageBatchRequest,
  SendMessageRequest,
} from '../src/index.ts';

const to = { phoneNumber: '447700900123' };

test('a message has rules or a rule set', () => {
  expectTypeOf({ to, body: 'Hi', rules: ['sms'] }).toExtend<SendMessageRequest>();
  expectTypeOf({ to, body: 'Hi', ruleSet: 'Facebook-First' }).toExtend<SendMessageRequest>();
  // @ts-expect-error neither
  const neither: SendMessageRequest = { to, body: 'Hi' };
  // @ts-expect-error both
  const both: SendMessageRequest = { to, body: 'Hi', rules: ['sms'], ruleSet: 'Facebook-First' };
  return [neither, both];
});

test('a message has one content', () => {
  const messageParts = [{ type: 'text/plain', data: 'Hi' }];
  const customBody = { sms: { body: 'Hi' } };
  const good: SendMessageRequest[] = [
    { to, rules: ['sms'], body: 'Hi' },
    { to, rules: ['sms'], messageParts },
    { to, rules: ['sms'], templateId: 'order-ready' },
    { to, rules: ['sms'], customBody },
    { to, rules: ['sms'], body: 'Hi', customBody },
  ];
  // @ts-expect-error nothing to say
  const none: SendMessageRequest = { to, rules: ['sms'] };
  // @ts-expect-error two contents
  const two: SendMessageRequest = { to, rules: ['sms'], body: 'Hi', messageParts };
  // @ts-expect-error a template brings its own parts
  const templateAndBody: SendMessageRequest = { to, rules: ['sms'], body: 'Hi', templateId: 'order-ready' };
  return [good, none, two, templateAndBody];
});

test('a recipient is needed, and any further text field is allowed in it', () => {
  // @ts-expect-error no recipient
  const nobody: SendMessageRequest = { body: 'Hi', rules: ['sms'] };
  const custom: SendMessageRequest = { to: { loyaltyNumber: 'L-1' }, body: 'Hi', rules: ['loyalty'] };
  // @ts-expect-error identifiers are text
  const number: SendMessageRequest = { to: { phoneNumber: 447700900123 }, body: 'Hi', rules: ['sms'] };
  return [nobody, custom, number];
});

test('a misspelt field does not compile', () => {
  // @ts-expect-error bodi
  const misspelt: SendMessageRequest = { to, bodi: 'Hi', body: 'Hi', rules: ['sms'] };
  return misspelt;
});

test('closed enums refuse, open enums complete and accept', () => {
  // @ts-expect-error on, marked or off
  const closed: SendMessageRequest = { to, body: 'Hi', rules: ['sms'], shortenLinks: 'yes' };
  expectTypeOf<KnownChannelId>().toExtend<ChannelId>();
  expectTypeOf<'my_own_channel'>().toExtend<ChannelId>();
  // Folded into `string`, the editor would offer no channel.
  expectTypeOf<ChannelId>().not.toEqualTypeOf<string>();
  return closed;
});

test('channel options are typed by channel', () => {
  const good: SendMessageRequest = {
    to,
    body: 'Hi',
    rules: ['sms'],
    channelOptions: { sms: { from: 'Comapi', allowUnicode: true }, my_own_channel: { any: 1 } },
  };
  type Options = NonNullable<SendMessageRequest['channelOptions']>;
  // @ts-expect-error allowUnicode is a boolean
  const bad: Options = { sms: { allowUnicode: 'no' } };
  return [good, bad];
});

test('a default does not make a field required', () => {
  const options: NonNullable<SendMessageRequest['channelOptions']>['sms'] = { from: 'Comapi' };
  return options;
});

test('requests are found by operation', () => {
  expectTypeOf<RequestOf<'sendMessage'>>().toEqualTypeOf<SendMessageRequest>();
  expectTypeOf<RequestOf<'sendMessageBatch'>>().toEqualTypeOf<SendMessageBatchRequest>();
  expectTypeOf<RequestOf<'getMessage'>>().toEqualTypeOf<undefined>();
});
