import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../src/facts/contract-node.mjs';
import { findHandwritten } from '../src/facts/handwritten-facts.mjs';
import { reference, resolveFacts } from '../src/facts/resolve-facts.mjs';
import typedByHand from '../src/facts/typed-by-hand.json' with { type: 'json' };
import { contract, guide, guidePages, root } from './guide-pages.ts';

/** The contract with one thing changed. */
function scratch(change: (contract: Contract) => void) {
  const copy = structuredClone(contract);
  change(copy);
  return copy;
}

describe('a reference is replaced by the fact', () => {
  test.each([
    ['limit SendMessageBatchRequest.maxItems', '5,000'],
    ['limit sendMessageBatch.requestBody.x-max-bytes MB', '10 MB'],
    ['limit MmsContent.then.messageParts.items.then.size.maximum kB', '750 kB'],
    ['status delivered', '`delivered`'],
    ['channel whatsApp', '`whatsApp`'],
    ['event message.sent', '[`message.sent`](/reference/events/message-sent)'],
    ['operation sendMessage', '[`sendMessage`](/reference/operations/send-message)'],
    ['schema SendMessageRequest', '[`SendMessageRequest`](/reference/schemas/send-message-request)'],
    ['header X-Comapi-Signature', '`X-Comapi-Signature`'],
    ['http sendMessageBatch 202', '`202`'],
    ['http message.sent 401', '`401`'],
    ['field to.phoneNumber', '`to.phoneNumber`'],
    ['field Message.statusDetails.reason', '`statusDetails.reason`'],
    ['value ShortenLinks marked', '`marked`'],
    ['values KnownInboundMessageStatus', '`received`, `delivered` and `read`'],
    ['values KnownMessageStatus.x-final', '`delivered`, `read`, `expired`, `failed` and `filtered`'],
    ['statuses-without-event', '`processing`, `retrying` and `filtered`'],
    ['words SmsOptions "# characters"', '2,000 characters'],
    ['words ShortenLinks "# to # characters"', '22 to 28 characters'],
    ['words server "TLS # or later"', 'TLS 1.2 or later'],
    ['description RequireOptIn', contract.components.schemas.RequireOptIn.description],
    [
      'description SmsCustomBody.deliverAfter',
      'Do not send before this time. This is the only way to schedule a message.',
    ],
    ['parameter apiSpaceId', '`11164198-3f3f-4993-ab8f-70680c1113b1`'],
    ['server', '`https://api.comapi.com`'],
    ['version', contract.info.version],
    ['addresses fbMessenger', '`to.fbMessengerId`, `to.profileId` or `to.phoneNumber`'],
    ['answer-within', '10 seconds'],
    ['retry-count', '17'],
    ['retry-delay 3', '30 s'],
    ['retry-span', 'about 24 hours'],
    ['outcome refused', '`447700900012`'],
    ['token sandbox-expired', '`sandbox-expired`'],
  ])('%s', (words, fact) => {
    expect(resolveFacts(`It is {% ${words} %}.`, contract)).toBe(`It is ${fact}.`);
  });

  test.each([
    ['retries', '| 12 | 2 h |'],
    ['answers sendMessage', '| `429` | You send requests faster than the API takes them.'],
    ['answers message.sent', '| anything else | The delivery has failed'],
    [
      'events "Message events"',
      '| [`message.failed`](/reference/events/message-failed) | No channel accepted',
    ],
    [
      'fields SmsOptions',
      '| `unicodeConversion.customReplacements[].from` | string | The character to replace. |',
    ],
    ['fields MmsOptions', 'At least 3 characters.'],
    ['outcomes', '| `447700900012` | `refused` |'],
    ['tokens', '| `sandbox-forbidden` | `403` |'],
    ['example request sms', '"rules": ["sms"]'],
    ['example response batch-accepted', '"index": 1'],
    ['example event event-message-failed', '"name": "message.failed"'],
    ['description MessageStatus', '| `filtered` | Stopped before delivery'],
    ['channel-page mms mms MmsOptions', '- **Address**: `to.phoneNumber` or `to.profileId`'],
  ])('%s, in lines of its own', (words, line) => {
    const resolved = resolveFacts(`Before.\n\n{% ${words} %}\n\nAfter.`, contract);
    expect(resolved).toContain(line);
    expect(resolved).not.toMatch(reference);
  });

  test('in code it stands as it is, without backticks or a link', () => {
    const source =
      '`{% event message.sent %}` and\n```ts\nif (status === "{% status read %}") {}\n```\n{% status read %}';
    expect(resolveFacts(source, contract)).toBe(
      '`message.sent` and\n```ts\nif (status === "read") {}\n```\n`read`',
    );
  });

  test("the API's own merge fields are left alone", () => {
    const source = 'Hello {{profile.firstName}}, `{{body}}`';
    expect(resolveFacts(source, contract)).toBe(source);
  });
});

describe('a reference to nothing is an error of one line, with its place', () => {
  test.each([
    ['limit SendMessageBatchRequest.maxItem', 'SendMessageBatchRequest has no "maxItem" in the contract'],
    ['limit NoSuchSchema.maxItems', 'the contract has no component or operation "NoSuchSchema"'],
    ['limit Recipient.phoneNumber', 'Recipient.phoneNumber is not a number in the contract'],
    ['limit SendMessageBatchRequest.maxItems dozen', 'there is no unit "dozen"; take bytes, kB, MB, seconds'],
    ['status arrived', 'the contract has no status "arrived"; it has processing,'],
    ['channel whatsapp', 'the contract has no channel "whatsapp"; it has sms,'],
    ['event message.bounced', 'the contract has no event "message.bounced"; it has message.sent,'],
    ['header X-Signature', 'the contract has no header "X-Signature"; it has'],
    ['http sendMessage 202', 'the contract has no status "202"; it has 201, 400'],
    ['http sendFax 201', 'the contract has no operation or event "sendFax"'],
    ['field to.phone', 'SendMessageRequest.to has no "phone" in the contract'],
    ['value ShortenLinks all', 'the contract has no value of ShortenLinks "all"; it has on, marked, off'],
    ['values Recipient', 'Recipient lists no values in the contract'],
    ['words SmsOptions "# pages"', 'no "# pages" in that description'],
    ['description Message.status.anyOf', 'Message.status.anyOf has no description in the contract'],
    ['example request fax', 'the contract has no example of a request "fax"'],
    ['example invoice sms', 'there are examples of a request, response or event, not of "invoice"'],
    ['events "Fax events"', 'no event of the contract has the tag "Fax events"'],
    ['parameter faxId', 'the contract has no parameter "faxId" with an example'],
    ['addresses fax', 'the contract does not say how "fax" is addressed'],
    ['outcome lost', 'the sandbox has no outcome "lost"'],
    ['token any', 'the sandbox has no token "any"'],
    ['retry-delay 99', 'an event has no retry 99'],
    ['limits X', 'there is no kind of fact "limits"'],
    ['', 'there is no kind of fact ""'],
  ])('%s', (words, message) => {
    const resolve = () => resolveFacts(`# A guide\n\n{% ${words} %}`, contract, { file: 'docs/guides/a.md' });
    expect(resolve).toThrow(`docs/guides/a.md:3: {% ${words} %}: ${message}`.slice(0, 90));
    expect(resolve).toThrow(message);
    expect(resolve).not.toThrow(/\n/);
  });

  test('a table in the middle of a line', () => {
    expect(() => resolveFacts('See {% retries %}.', contract)).toThrow(
      'Markdown:1: {% retries %} must stand alone in its line',
    );
  });

  test('a table in code', () => {
    expect(() => resolveFacts('```\n{% retries %}\n```', contract)).toThrow('cannot stand in code');
  });
});

describe('the guides follow the contract', () => {
  const resolved = (name: string, changed: Contract) => resolveFacts(guide(name), changed);

  test('every reference of every guide names a fact', () => {
    for (const { page, markdown } of guidePages) {
      expect(resolveFacts(markdown, contract, { file: page })).not.toMatch(reference);
    }
  });

  test('a changed limit shows in the text', () => {
    expect(resolved('sending-to-many', contract)).toContain('takes up to 5,000 messages');
    const changed = scratch(({ components }) => {
      components.schemas.SendMessageBatchRequest.maxItems = 777;
    });
    expect(resolved('sending-to-many', changed)).toContain('takes up to 777 messages');
    expect(resolved('sending-to-many', changed)).not.toContain('5,000');
  });

  test('a changed size, time and schedule show in the text', () => {
    const changed = scratch((copy) => {
      copy['paths']['/apispaces/{apiSpaceId}/messages/batch'].post.requestBody['x-max-bytes'] = 25_000_000;
      copy['components'].responses.EventNotTaken['x-answer-within-seconds'] = 25;
      copy['components'].responses.EventNotTaken['x-retry-delays-seconds'] = [7, 3_600];
    });
    expect(resolved('sending-to-many', changed)).toContain('25 MB of JSON');
    expect(resolved('receiving-webhooks', changed)).toContain('The API waits 25 seconds');
    expect(resolved('receiving-webhooks', changed)).toContain('2 times, the first after 7 s');
    expect(resolved('receiving-webhooks', changed)).toContain('| 2 | 1 h |');
  });

  test('a changed sentence, a new status and a new field show in the text', () => {
    const changed = scratch(({ components }) => {
      components.schemas.SmsOptions.description = 'An SMS holds at most 3,333 characters.';
      components.schemas.SmsOptions.properties.priority = {
        type: 'string',
        description: 'How urgent it is.',
      };
      components.schemas.KnownMessageStatus['x-final'].push('lost');
    });
    expect(resolved('channels/sms', changed)).toContain('holds at most 3,333 characters; longer');
    expect(resolved('channels/sms', changed)).toContain('| `priority` | string | How urgent it is. |');
    expect(resolved('knowing-what-happened', changed)).toContain('`filtered` and `lost`');
  });

  test.each<[string, (copy: Contract) => void, string]>([
    [
      'a header that gets another name',
      ({ components }) => {
        components.parameters.Signature.name = 'X-Signature';
      },
      'docs/guides/receiving-webhooks.md',
    ],
    [
      'a status that goes away',
      ({ components }) => {
        components.schemas.KnownMessageStatus.enum = ['processing'];
      },
      'docs/guides/knowing-what-happened.md',
    ],
    [
      'an event that goes away',
      ({ webhooks }) => {
        delete webhooks['message.inbound'];
      },
      'docs/guides/knowing-what-happened.md',
    ],
  ])('%s stops the build at the guides that name it', (_what, change, page) => {
    const changed = scratch(change);
    const text = guidePages.find((one) => one.page === page)?.markdown ?? '';
    expect(() => resolveFacts(text, changed, { file: page })).toThrow(new RegExp(`^${page}:\\d+: \\{% `));
  });
});

describe('facts that were typed by hand are found', () => {
  test.each([
    ['A batch takes 5,000 messages.', '5,000'],
    ['A batch takes 5000 messages.', '5000'],
    ['At most 10 MB.', '10'],
    ['One to ten images.', 'ten'],
    ['It comes again after 5 s.', '5'],
    ['| `202` | accepted |', '202'],
    ['The answer is a 401.', '401'],
    ['It ends as `delivered`.', 'delivered'],
    ['Use `whatsApp` for that.', 'whatsApp'],
    ['Take `marked` for some links.', 'marked'],
    ['It is in `to.phoneNumber`.', 'to.phoneNumber'],
    ['See `statusDetails.channelStatus`.', 'statusDetails.channelStatus'],
    ['Read X-Comapi-Signature.', 'X-Comapi-Signature'],
    ['Wait as long as retry-after says.', 'Retry-After'],
    ['Then message.delivered comes.', 'message.delivered'],
    ["```ts\nif (status === 'delivered') stop();\n```", 'delivered'],
    ['```json\n{ "rules": ["whatsApp"] }\n```', 'whatsApp'],
    ["```ts\non: { 'message.read': (event) => {} }\n```", 'message.read'],
    ["```sh\ncurl -H 'X-Comapi-Signature: 0'\n```", 'X-Comapi-Signature'],
    ['---\ntitle: x\ndescription: Up to 5,000 at once\n---', '5,000'],
  ])('%s', (markdown, text) => {
    expect(findHandwritten(markdown, contract).map((found) => found.text)).toEqual([text]);
  });

  test.each([
    'The message was sent, delivered and read.',
    'SMS and WhatsApp are channels.',
    'Two messages, 3 steps, 1 of them.',
    'Node.js 20.19, SHA1, HS256, 127.0.0.1, port 4010, /v1/5000.',
    'Up to {% limit SendMessageBatchRequest.maxItems %} messages, as {% status sent %}.',
    '<!-- 5,000 -->',
    '```json\n{ "email": "a", "n": 5000 }\n```',
    "```ts\nserver.on('error', stop); // it was sent\n```",
    '[five](https://x.example/5,000)',
    '---\ntitle: x\norder: 30\n---',
  ])('but not in: %s', (markdown) => {
    expect(findHandwritten(markdown, contract)).toEqual([]);
  });

  test('each finding has its line, and says what to write instead', () => {
    expect(findHandwritten('# A\n\nIt was `read`.', contract)).toEqual([
      { line: 3, text: 'read', instead: '{% status read %}' },
    ]);
  });

  test('what the pages of channels have in common has none', () => {
    expect(findHandwritten(readFileSync(`${root}docs/src/facts/channel-page.md`, 'utf8'), contract)).toEqual(
      [],
    );
  });

  test('no guide has one, but for those that typed-by-hand.json gives a reason for', () => {
    const found = guidePages.flatMap(({ page, markdown }) =>
      findHandwritten(markdown, contract).map((fact) => ({ page, ...fact })),
    );
    const allowed = (page: string, text: string) =>
      typedByHand.some((entry) => entry.page === page && entry.text === text);
    expect(
      found
        .filter(({ page, text }) => !allowed(page, text))
        .map(
          ({ page, line, text, instead }) => `${page}:${line}: "${text}" was typed by hand; write ${instead}`,
        ),
    ).toEqual([]);
    const unused = typedByHand.filter(
      (entry) => !found.some(({ page, text }) => page === entry.page && text === entry.text),
    );
    expect(unused, 'what is allowed but not there').toEqual([]);
    for (const { reason } of typedByHand) expect(reason.split(' ').length).toBeGreaterThanOrEqual(4);
  });
});
