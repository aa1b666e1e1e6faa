import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { smsText } from '../src/domain/sms-segments.ts';
import { canBecome } from '../src/domain/status-order.ts';
import { contract, type MessageStatus } from '../src/generated/contract.ts';
import { get, post, SMS, SPACE, sandboxForTest, send } from './sandbox.ts';

const { outcomes } = JSON.parse(readFileSync(new URL('../dist/outcomes.json', import.meta.url), 'utf8')) as {
  outcomes: { name: string; phoneNumber: string; steps: { status: string }[] }[];
};

/** Statuses that the message shows, as the table has them. */
function shown(steps: { status: string }[]): string[] {
  return steps.flatMap(({ status }) => (status === 'refused' ? 'failed' : status === 'reply' ? [] : status));
}

describe('each row of the outcome table', () => {
  describe.each(outcomes)('$name', ({ name, phoneNumber, steps }) => {
    const ways = {
      'by its number': { ...SMS, to: { phoneNumber } },
      'by its number with a plus': { ...SMS, to: { phoneNumber: `+${phoneNumber}` } },
      'by its e-mail address': { to: { email: `${name}@sandbox.test` }, body: 'Hi', rules: ['email'] },
      'by its id': { to: { profileId: `sandbox-${name}` }, title: 'T', body: 'Hi', rules: ['nativePush'] },
      'by metadata': { ...SMS, metadata: { sandbox: name } },
      'by metadata for a channel': { ...SMS, metadata: { sandbox: { sms: name, email: 'read' } } },
    };
    test.each(Object.entries(ways))('%s', async (_, message) => {
      const sandbox = await sandboxForTest();
      const id = await send(sandbox, message);
      await sandbox.advance('1h');
      const { timeline, replies } = await sandbox.inspect(id);
      expect(timeline.map(({ status }) => status)).toEqual(['processing', ...shown(steps)]);
      expect(replies).toHaveLength(steps.filter(({ status }) => status === 'reply').length);
    });
  });

  test('numbers are of the fictional range, and none is there twice', () => {
    const numbers = outcomes.map(({ phoneNumber }) => phoneNumber);
    for (const number of numbers) expect(number).toMatch(/^447700900\d{3}$/);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('anybody else is delivered', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, {
      ...SMS,
      to: { phoneNumber: '12025550123' },
      metadata: { sandbox: 'nonsense' },
    });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body.status).toBe('delivered');
  });
});

describe('fallback', () => {
  const both = { body: 'Hi', rules: ['fbMessenger', 'sms'] };

  test('a channel that refuses is followed by the next, and both leave their status', async () => {
    const sandbox = await sandboxForTest();
    const to = { fbMessengerId: 'sandbox-refused', phoneNumber: '447700900123' };
    const id = await send(sandbox, { ...both, to });
    expect((await get(sandbox, id)).body.statusDetails).toEqual({ channelId: 'fbMessenger' });
    await sandbox.advance('1h');
    const { body } = await get(sandbox, id);
    expect(body).toMatchObject({
      status: 'delivered',
      statusDetails: {
        channel: 'sms',
        additionalInfo: { to: '447700900123', successful: true, clientRef: id },
        channelStatus: { fbMessenger: { status: 'failed' }, sms: { status: 'delivered' } },
      },
    });
  });

  test('a channel without an address is passed over', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, { ...both, to: { phoneNumber: '447700900123' } });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body).toMatchObject({
      status: 'delivered',
      statusDetails: { channel: 'sms' },
    });
  });

  test('the first channel that accepts is the last that is tried, though it fails later', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, {
      ...both,
      to: { fbMessengerId: 'sandbox-failed', phoneNumber: '447700900123' },
    });
    await sandbox.advance('1h');
    const { body } = await get(sandbox, id);
    expect(Object.keys(body.statusDetails.channelStatus)).toEqual(['fbMessenger']);
    expect(body.status).toBe('failed');
  });

  test('a message fails only when no channel accepts it', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, {
      ...both,
      to: { fbMessengerId: 'sandbox-refused', phoneNumber: '447700900012' },
    });
    await sandbox.advance('100ms');
    expect((await get(sandbox, id)).body.status).toBe('processing');
    await sandbox.advance('100ms');
    const { body } = await get(sandbox, id);
    expect([body.status, body.statusDetails.reason]).toEqual(['failed', 'No channel accepted the message.']);
  });

  test('a profile gives the addresses that the send does not', async () => {
    const sandbox = await sandboxForTest();
    await send(sandbox, { ...SMS, to: { profileId: 'ada', phoneNumber: '447700900002' } });
    const id = await send(sandbox, { ...SMS, to: { profileId: 'ada' } });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body.status).toBe('read');
  });

  test.each(['constructor', '__proto__', 'my_channel'])(
    'a custom channel may be called %s',
    async (channel) => {
      const sandbox = await sandboxForTest();
      const id = await send(sandbox, { to: { loyaltyNumber: '5531' }, body: 'Hi', rules: [channel] });
      await sandbox.advance('1h');
      expect((await get(sandbox, id)).body).toMatchObject({
        status: 'delivered',
        statusDetails: { channel },
      });
      expect((await sandbox.events({ messageId: id })).events).toHaveLength(2);
    },
  );

  test('a rule set works once it is registered', async () => {
    const sandbox = await sandboxForTest();
    const message = { to: { phoneNumber: '447700900123' }, body: 'Hi', ruleSet: 'Facebook-First' };
    const before = await send(sandbox, message);
    await sandbox.putRuleSet(SPACE, 'Facebook-First', ['fbMessenger', 'sms']);
    const after = await send(sandbox, message);
    await sandbox.advance('1h');
    expect((await get(sandbox, before)).body).toMatchObject({
      status: 'failed',
      statusDetails: { reason: expect.stringContaining('not registered') },
    });
    expect((await get(sandbox, after)).body.status).toBe('delivered');
  });
});

describe('expiry and schedule', () => {
  const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
  const status = async (message: object, time: string) => {
    const sandbox = await sandboxForTest({ seed: 1 });
    const id = await send(sandbox, message);
    await sandbox.advance(time);
    return (await get(sandbox, id)).body.status;
  };
  const waiting = { ...SMS, to: { phoneNumber: '447700900003' } };

  test('a message that is not delivered by expiresOn expires then, not before', async () => {
    expect(await status({ ...waiting, expiresOn: at(3_600_000) }, '59m')).toBe('sent');
    expect(await status({ ...waiting, expiresOn: at(3_600_000) }, '1h')).toBe('expired');
  });

  test('an expiry of an SMS that is not more than a minute ahead counts for nothing', async () => {
    expect(await status({ ...waiting, expiresOn: at(60_000) }, '1h')).toBe('sent');
  });

  test('another channel takes an expiry in the past as it is', async () => {
    const message = {
      to: { phoneNumber: '447700900123' },
      body: 'Hi',
      rules: ['whatsApp'],
      expiresOn: at(-1),
    };
    expect(await status(message, '1m')).toBe('expired');
  });

  test('a delivered message does not expire', async () => {
    expect(await status({ ...SMS, expiresOn: at(3_600_000) }, '2h')).toBe('delivered');
  });

  test('deliverAfter keeps an SMS back until then', async () => {
    const message = { ...SMS, customBody: { sms: { body: 'Later', deliverAfter: at(7_200_000) } } };
    expect(await status(message, '119m')).toBe('processing');
    expect(await status(message, '121m')).toBe('delivered');
  });
});

describe('opt-in', () => {
  const message = {
    to: { profileId: 'ada', phoneNumber: '447700900123', email: 'ada@shop.test' },
    body: 'Hi',
    requireOptIn: true,
  };

  test('a profile that opted in to none of the channels gets nothing', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, { ...message, rules: ['sms'] });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body.status).toBe('filtered');
  });

  test('only channels that the profile opted in to are tried', async () => {
    const sandbox = await sandboxForTest();
    await sandbox.putProfile(SPACE, 'ada', { optIn: ['email'] });
    const id = await send(sandbox, { ...message, rules: ['sms', 'email'] });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body).toMatchObject({
      status: 'delivered',
      statusDetails: { channel: 'email' },
    });
  });
});

describe('text', () => {
  test('merge fields are filled in for the person, and the answer shows what was asked for', async () => {
    const sandbox = await sandboxForTest();
    const body = 'Hi {{profile.firstName}} {{ profile.none }}!';
    const metadata = { who: '{{profile.firstName}}' };
    const id = await send(sandbox, {
      to: { profileId: 'ada', firstName: 'Ada', phoneNumber: '447700900123' },
      body,
      metadata,
      rules: ['sms'],
    });
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body.body).toBe(body);
    const { seen, events } = await sandbox.inspect(id);
    expect(seen['body']).toBe('Hi Ada !');
    expect(events[0]?.payload['metadata']).toEqual({ who: 'Ada' });
  });

  test('a template that is registered gives the text; one that is not makes the message fail', async () => {
    const sandbox = await sandboxForTest();
    const message = { to: { phoneNumber: '447700900123' }, templateId: 'greeting', rules: ['sms'] };
    const before = await send(sandbox, message);
    await sandbox.putTemplate(SPACE, 'greeting', { body: 'Hello there' });
    const after = await send(sandbox, message);
    await sandbox.advance('1h');
    expect((await get(sandbox, before)).body.status).toBe('failed');
    expect((await get(sandbox, after)).body.status).toBe('delivered');
    expect((await sandbox.inspect(after)).seen['body']).toBe('Hello there');
  });

  test('Unicode is not sent by SMS unless allowed or converted', async () => {
    const sandbox = await sandboxForTest();
    const send1 = async (sms: object) => {
      const id = await send(sandbox, { ...SMS, body: 'It’s', channelOptions: { sms } });
      await sandbox.advance('1m');
      return (await get(sandbox, id)).body.status;
    };
    expect(await send1({})).toBe('failed');
    expect(await send1({ allowUnicode: true })).toBe('delivered');
    expect(await send1({ unicodeConversion: { convertUnicodeToGsm: true } })).toBe('delivered');
    expect(await send1({ unicodeConversion: { customReplacements: [{ from: '’', to: '' }] } })).toBe(
      'delivered',
    );
  });

  test.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ж'.repeat(70), 1],
    ['ж'.repeat(71), 2],
    ['a'.repeat(2001), 14],
  ])('segments of %j', (text, segments) => {
    expect(smsText(text).segments).toBe(segments);
  });

  test('events carry the country and the segments of an SMS', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox, { ...SMS, body: 'x'.repeat(400) });
    await sandbox.advance('1h');
    const { events } = await sandbox.inspect(id);
    expect(events[0]?.payload['channelData']).toEqual({
      sms: { phoneNumberCountryCode: 'GB', segmentCount: 3 },
    });
  });
});

describe('statuses', () => {
  const pairs = contract.statuses.flatMap((from) => contract.statuses.map((to) => [from, to] as const));

  test('never go backwards, and from a final one only to read', () => {
    const allowed = pairs.filter(([from, to]) => canBecome(from, to)).map(([from, to]) => `${from} > ${to}`);
    const forward = (from: MessageStatus, ...to: MessageStatus[]) => to.map((one) => `${from} > ${one}`);
    const anywhere = ['sent', 'delivered', 'read', 'expired', 'failed', 'filtered'] as const;
    expect(allowed.sort()).toEqual(
      [
        ...forward('processing', 'processing', 'retrying', ...anywhere),
        ...forward('retrying', 'processing', 'retrying', ...anywhere),
        ...forward('sent', ...anywhere),
        ...forward('delivered', 'read'),
      ].sort(),
    );
  });

  test('one that was set by hand is not undone by what was planned', async () => {
    const sandbox = await sandboxForTest();
    const id = await send(sandbox);
    await sandbox.setStatus(id, 'failed', 'Because.');
    await sandbox.advance('1h');
    expect((await get(sandbox, id)).body).toMatchObject({
      status: 'failed',
      statusDetails: { reason: 'Because.' },
    });
    await expect(sandbox.setStatus(id, 'delivered')).rejects.toThrow('is failed and cannot become delivered');
  });
});

test('the same seed and the same requests give the same ids, times and events', async () => {
  const run = async () => {
    const sandbox = await sandboxForTest({ seed: 42 });
    const answers = [
      (await post(sandbox, SMS)).body,
      (await post(sandbox, { ...SMS, to: { phoneNumber: '447700900050' } })).body,
    ];
    await sandbox.advance('1h');
    return [answers, await sandbox.events(), await sandbox.messages()];
  };
  expect(await run()).toEqual(await run());
});
