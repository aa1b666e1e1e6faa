import { equal } from 'node:assert/strict';
import type { Json, JsonObject } from './contract.ts';
import type { Fact } from './fact.ts';
import type { Oracle } from './oracle.ts';

const schemas = '/components/schemas';
const lowerGuid = '11164198-3f3f-4993-ab8f-70680c1113b1';

/** Values on both sides of each limit: a limit that moves by one lets through or keeps out one of them. */
const edges: { schema: string; taken: Json[]; refused: Json[] }[] = [
  {
    schema: `${schemas}/PhoneNumber`,
    taken: ['10', '+10', '9'.repeat(15)],
    refused: ['', '1', '0123', '9'.repeat(16), '++10', 'tel:10', '10 ', '1a'],
  },
  {
    schema: `${schemas}/ApiSpaceId`,
    taken: [lowerGuid, lowerGuid.replaceAll('-', '')],
    refused: [
      ...[
        `${lowerGuid}0`,
        `0${lowerGuid}`,
        `${lowerGuid.replaceAll('-', '')}0`,
        lowerGuid.replaceAll('-', '').slice(1),
      ],
      ...[0, 9, 14, 19, 24].map((at) => lowerGuid.slice(0, at) + lowerGuid.slice(at + 1)),
      ...[0, 9, 14, 19, 24].map((at) => `${lowerGuid.slice(0, at)}0${lowerGuid.slice(at)}`),
      ...['11164198-3f3f-4993-70680c1113b1', '11164198-3f3f-4993-ab8f-ab8f-70680c1113b1'],
    ],
  },
  {
    schema: `${schemas}/UtcDateTime`,
    taken: ['2017-03-17T14:22:40Z', '2017-03-17T14:22:40.6Z', `2017-03-17T14:22:40.${'6'.repeat(9)}Z`],
    refused: [
      ...[`2017-03-17T14:22:40.${'6'.repeat(10)}Z`, '2017-03-17T14:22:40.Z', '2017-03-17T14:22:40.633+00:00'],
      ...['2017-03-17t14:22:40Z', '2017-03-17T14:22:40z', '2017-03-17T14:22Z'],
    ],
  },
  { schema: `${schemas}/TemplateId`, taken: ['a', 'A-z_09'], refused: ['', 'a b', ' a', 'a ', 'ä'] },
  {
    schema: '/components/headers/RetryAfter/schema',
    taken: [
      ...['0', '120', 'Wed, 21 Oct 2026 07:28:00 GMT'],
      // The two older forms of an HTTP date, which RFC 9110 says a recipient has to take.
      ...['Wednesday, 21-Oct-26 07:28:00 GMT', 'Wed Oct 21 07:28:00 2026'],
    ],
    refused: ['soon', '', '30 s', '-1', '1.5', 'in 30', 'We, 21 Oct 2026', `W${'e'.repeat(9)}, 21 Oct 2026`],
  },
  {
    schema: '/components/parameters/Signature/schema',
    taken: ['0'.repeat(40), 'abcdef0123456789'.repeat(3).slice(8)],
    refused: ['0'.repeat(39), '0'.repeat(41), 'g'.repeat(40), 'A'.repeat(40)],
  },
  { schema: `${schemas}/ChannelId`, taken: ['x'], refused: [''] },
  ...['profileId', 'fbMessengerId', 'twitterId'].map((name) => ({
    schema: `${schemas}/Recipient/properties/${name}`,
    taken: ['x'],
    refused: [''],
  })),
  ...['SmsOptions', 'MmsOptions'].map((name) => ({
    schema: `${schemas}/${name}/properties/from`,
    taken: ['abc'],
    refused: ['ab'],
  })),
  { schema: `${schemas}/Recipient`, taken: [{ firstName: 'Sam' }], refused: [{}] },
  { schema: `${schemas}/CustomBody`, taken: [{ sms: {} }], refused: [{}] },
  {
    schema: `${schemas}/MessagePart`,
    taken: [{ type: 'x', data: '', size: 0 }],
    refused: [
      { type: '', data: '' },
      { type: 'x', data: '', size: -1 },
    ],
  },
  { schema: `${schemas}/AcceptedBatchItem/properties/index`, taken: [0], refused: [-1] },
  { schema: `${schemas}/EventEnvelope/properties/revision`, taken: [0], refused: [-1] },
  { schema: `${schemas}/SmsChannelData/properties/segmentCount`, taken: [1], refused: [0] },
  {
    schema: `${schemas}/SendMessageRequest/properties/rules`,
    taken: [['sms']],
    refused: [[], ['sms', 'sms']],
  },
  { schema: `${schemas}/SendMessageRequest/properties/ruleSet`, taken: ['x'], refused: [''] },
  { schema: `${schemas}/SendMessageRequest/properties/conversationId`, taken: ['x'], refused: [''] },
  {
    schema: `${schemas}/SendMessageRequest/properties/messageParts`,
    taken: [[{ type: 'x', data: '' }]],
    refused: [[]],
  },
];

const text: JsonObject = { type: 'text/plain', data: 'Hello' };
const image: JsonObject = { type: 'image/png', url: 'https://cdn.shop.example/laptop.png' };
const phone = { phoneNumber: '12025550123' };
const mms = (...messageParts: JsonObject[]) => ({ to: phone, rules: ['mms'], messageParts });
const images = (count: number) => Array<JsonObject>(count).fill(image);

/** Requests on both sides of each condition. */
export const conditions: { what: string; request: JsonObject; taken: boolean }[] = [
  { what: 'an MMS of a text and an image', request: mms(text, image), taken: true },
  { what: 'an MMS of a text and ten images', request: mms(text, ...images(10)), taken: true },
  { what: 'an MMS of a text and eleven images', request: mms(text, ...images(11)), taken: false },
  { what: 'an MMS of two texts', request: mms(text, text, image), taken: false },
  { what: 'an MMS of no text', request: mms(image), taken: false },
  { what: 'an MMS of no image', request: mms(text), taken: false },
  { what: 'an MMS whose image is none', request: mms(text, { ...image, type: 'x-image/png' }), taken: false },
  { what: 'an MMS whose text is none', request: mms({ ...text, type: 'x-text/plain' }, image), taken: false },
  {
    what: 'an MMS with a further part',
    request: mms(text, image, { type: 'x-image/png', data: '', size: 750_001 }),
    taken: true,
  },
  { what: 'an MMS with a large text', request: mms({ ...text, size: 750_001 }, image), taken: true },
  { what: 'an MMS with the largest image', request: mms(text, { ...image, size: 750_000 }), taken: true },
  {
    what: 'an MMS with an image that is too large',
    request: mms(text, { ...image, size: 750_001 }),
    taken: false,
  },
  { what: 'an MMS from a template', request: { to: phone, rules: ['mms'], templateId: 'x' }, taken: true },
  {
    what: 'an MMS in its own form',
    request: { to: phone, rules: ['mms'], customBody: { mms: {} } },
    taken: true,
  },
  {
    what: 'an MMS or an SMS of a text',
    request: { to: phone, rules: ['mms', 'sms'], body: 'x' },
    taken: true,
  },
  { what: 'an MMS of a text alone', request: { to: phone, rules: ['mms'], body: 'x' }, taken: false },
  {
    what: 'a push of a text alone',
    request: { to: { profileId: 'x' }, rules: ['nativePush'], body: 'x' },
    taken: false,
  },
  {
    what: 'a push of a title and a text',
    request: { to: { profileId: 'x' }, rules: ['nativePush'], body: 'x', title: 'x' },
    taken: true,
  },
  {
    what: 'a push of a title alone',
    request: { to: { profileId: 'x' }, rules: ['nativePush'], title: 'x', messageParts: [text] },
    taken: false,
  },
  {
    what: 'a push from a template',
    request: { to: { profileId: 'x' }, rules: ['nativePush'], templateId: 'x' },
    taken: true,
  },
  {
    what: 'a push in its own form',
    request: { to: { profileId: 'x' }, rules: ['nativePush'], customBody: { nativePush: {} } },
    taken: true,
  },
  {
    what: 'a push or an SMS of a text',
    request: { to: { profileId: 'x' }, rules: ['nativePush', 'sms'], body: 'x' },
    taken: true,
  },
  ...ownForm([...['sms', 'mms', 'whatsApp', 'fbMessenger', 'nativePush', 'appMessaging', 'rcs', 'email']]),
  ...reach(['sms', 'mms', 'whatsApp', 'rcs'], { phoneNumber: true, profileId: true, email: false }),
  ...reach(['fbMessenger'], { fbMessengerId: true, profileId: true, phoneNumber: true, email: false }),
  ...reach(['email'], { email: true, profileId: true, phoneNumber: false }),
  ...reach(['nativePush', 'appMessaging'], { profileId: true, phoneNumber: false }),
  ...reach(['twitterDm', 'another'], { email: true, phoneNumber: true }),
  {
    what: 'two channels, of which one needs another address',
    request: { to: { email: 'a@mail.example' }, rules: ['sms', 'fbMessenger'], body: 'x' },
    taken: true,
  },
  {
    what: 'two channels that need a phone number',
    request: { to: { email: 'a@mail.example' }, rules: ['sms', 'whatsApp'], body: 'x' },
    taken: true,
  },
  {
    what: 'two channels that need a profile',
    request: { to: phone, rules: ['nativePush', 'appMessaging'], body: 'x' },
    taken: true,
  },
  {
    what: 'two channels that need an e-mail address, or do not',
    request: { to: phone, rules: ['email', 'another'], body: 'x' },
    taken: true,
  },
  { what: 'a rule set', request: { to: phone, ruleSet: 'x', body: 'x' }, taken: true },
  {
    what: 'a rule set and rules',
    request: { to: phone, ruleSet: 'x', rules: ['sms'], body: 'x' },
    taken: false,
  },
  { what: 'neither a rule set nor rules', request: { to: phone, body: 'x' }, taken: false },
  {
    what: 'a text beside a custom body',
    request: { to: phone, rules: ['sms'], body: 'x', customBody: { rcs: {} } },
    taken: true,
  },
  {
    what: 'options of one channel beside a custom body of another',
    request: { to: phone, rules: ['sms'], body: 'x', customBody: { rcs: {} }, channelOptions: { sms: {} } },
    taken: true,
  },
];

/** For each channel: a body of its own beside options of its own, and beside those of all others. */
function ownForm(channels: string[]) {
  const to = { profileId: 'x' };
  return channels.flatMap((channel) => {
    const others = Object.fromEntries(channels.filter((one) => one !== channel).map((one) => [one, {}]));
    const request = { to, rules: ['another'], customBody: { [channel]: {} } };
    return [
      {
        what: `a body in the form of ${channel} beside options of all other channels`,
        request: { ...request, channelOptions: others },
        taken: true,
      },
      {
        what: `a body in the form of ${channel} beside options of it`,
        request: { ...request, channelOptions: { [channel]: {} } },
        taken: false,
      },
    ];
  });
}

/** For each channel: a message to each kind of address. */
function reach(channels: string[], addresses: Record<string, boolean>) {
  const values: Record<string, string> = { phoneNumber: '12025550123', email: 'a@mail.example' };
  return channels.flatMap((channel) =>
    Object.entries(addresses).map(([name, taken]) => {
      const to = { [name]: values[name] ?? 'x' };
      const content: JsonObject =
        channel === 'mms' ? { messageParts: [text, image] } : { title: 'x', body: 'x' };
      return { what: `${channel} to ${name}`, request: { to, rules: [channel], ...content }, taken };
    }),
  );
}

const guid = 'd8e296bb-97c4-4495-b98f-1e32e0b11628';
const time = '2017-03-17T14:22:40.633Z';

/** The least of each object that has fields: one more required field, and it is not enough; one less, and less is. */
const least: Record<string, JsonObject> = {
  AcceptedBatchItem: { index: 0, messageId: guid },
  Correlation: { messageId: guid },
  DeepLinkTarget: { url: 'app://x' },
  DeletedProfile: { id: 'x' },
  EventEnvelope: {
    ...{ eventId: guid, accountId: 1, apiSpaceId: lowerGuid },
    ...{ name: 'x', payload: {}, timestamp: time },
  },
  FacebookOptin: { fbMessengerId: 'x' },
  InboundMessage: { channel: 'x', from: {} },
  Message: {
    ...{ messageId: guid, sentOn: time, status: 'x', statusDetails: {} },
    ...{ _createdOn: time, _createdBy: 'x', _updatedOn: time, _updatedBy: 'x' },
  },
  MessagePart: { type: 'x', data: 'x' },
  MessageStatusPayload: { id: guid, details: {} },
  Profile: { id: 'x' },
  RestoredProfile: { id: 'x' },
  SendMessageRequest: { to: phone, rules: ['sms'], body: 'x' },
  ValidationFailure: { paramName: '', message: 'x' },
  // These need one field, but none of them more than the others.
  CustomBody: { another: 'x' },
  Recipient: { another: 'x' },
  // These need none.
  ...Object.fromEntries(
    [
      ...['AppMessagingOptions', 'AppMessagingSender', 'ChannelData', 'ChannelOptions', 'ChannelStatus'],
      ...['CharacterReplacement', 'EmailOptions', 'ErrorResponse', 'FacebookMessengerOptions'],
      ...[
        'InteractionClickPayload',
        'MmsOptions',
        'NativePushData',
        'NativePushDeepLink',
        'NativePushOptions',
      ],
      ...['Overrides', 'RcsChannelData', 'RcsOptions', 'SmsChannelData', 'SmsCustomBody', 'SmsOptions'],
      ...['StatusDetails', 'UnicodeConversion', 'WhatsAppOptions'],
      ...['InboundMessage/properties/channelData', 'Overrides/properties/appMessaging'],
      'StatusDetails/properties/channelStatus',
    ].map((name) => [name, {}]),
  ),
};

/** What a contract takes and refuses at its limits. */
export const edgeFacts: Fact[] = [
  ...Object.entries(least).map(([name, value]) => ({
    name: `${name} needs no more and no less than ${Object.keys(value).join(', ') || 'nothing'}`,
    async check({ judge }: Oracle) {
      const isTaken = async (one: Json) => (await judge(`${schemas}/${name}`, one)).valid;
      equal(await isTaken(value), true);
      for (const key of Object.keys(value)) {
        const { [key]: _, ...less } = value;
        equal(await isTaken(less), false, `without ${key}`);
      }
    },
  })),
  ...edges.map(({ schema, taken, refused }) => ({
    name: `${schema.replace(/^.*\/(?:schemas|headers|parameters)\//, '')} ends where it should`,
    async check({ judge }: Oracle) {
      for (const [values, valid] of [
        [taken, true],
        [refused, false],
      ] as const) {
        for (const value of values) equal((await judge(schema, value)).valid, valid, JSON.stringify(value));
      }
    },
  })),
  ...conditions.map(({ what, request, taken }) => ({
    name: `a request for ${what} is ${taken ? 'taken' : 'refused'}`,
    check: async ({ judge }: Oracle) =>
      equal((await judge(`${schemas}/SendMessageRequest`, request)).valid, taken),
  })),
];
