import { expect, test } from 'vitest';
import { type ScratchContract, scratchContract } from './scratch-contract.ts';

const cases: { rule: string; plant: (contract: ScratchContract) => void; at: string; mend: RegExp }[] = [
  {
    rule: 'operation-id-starts-with-a-verb',
    plant: (contract) => contract.replace('paths/message.yaml', 'getMessage', 'messageGet'),
    at: 'paths/message.yaml',
    mend: /verb first/,
  },
  {
    rule: 'summary-in-sentence-case',
    plant: (contract) => contract.replace('paths/message.yaml', 'Get a message', 'Get A Message'),
    at: 'paths/message.yaml',
    mend: /sentence case/,
  },
  {
    rule: 'example-summary-in-sentence-case',
    plant: (contract) =>
      contract.replace('examples/requests/mms.yaml', 'MMS with a picture', 'with a picture.'),
    at: 'examples/requests/mms.yaml',
    mend: /begins with a capital/,
  },
  {
    rule: 'media-type-has-named-examples',
    plant: (contract) => contract.replace('webhooks/profile.update.yaml', /\s+examples:\n.*\n.*/, ''),
    at: 'webhooks/profile.update.yaml',
    mend: /at least one named example/,
  },
  {
    rule: 'operation-has-every-error-status',
    plant: (contract) => contract.replace('paths/message.yaml', '"429"', '"418"'),
    at: 'paths/message.yaml',
    mend: /every error status/,
  },
  {
    rule: 'post-has-413',
    plant: (contract) => contract.replace('paths/messages.yaml', '"413"', '"418"'),
    at: 'paths/messages.yaml',
    mend: /documents 413/,
  },
  {
    rule: 'webhook-says-what-each-answer-means',
    plant: (contract) => contract.replace('webhooks/message.read.yaml', '"400"', '"404"'),
    at: 'webhooks/message.read.yaml',
    mend: /2XX, 400, 401 and default/,
  },
  {
    rule: 'webhook-is-signed',
    plant: (contract) => contract.replace('webhooks/message.read.yaml', / {2}parameters:\n.*\n/, ''),
    at: 'webhooks/message.read.yaml',
    mend: /X-Comapi-Signature/,
  },
  {
    rule: 'no-unused-components',
    plant: (contract) =>
      contract.replace(
        'openapi.yaml',
        /^components:\n/m,
        'components:\n  schemas:\n    Unused: { type: string }\n',
      ),
    at: 'openapi.yaml',
    mend: /never used/,
  },
  {
    rule: 'no-invalid-media-type-examples',
    plant: (contract) =>
      contract.replace('examples/responses/batch-accepted.yaml', /index: 0/, 'index: first'),
    at: 'examples/responses/batch-accepted.yaml',
    mend: /must be integer/,
  },
  {
    rule: 'no-invalid-media-type-examples',
    plant: (contract) => contract.replace('examples/events/event-message-read.yaml', /\n.*timestamp: .*/, ''),
    at: 'examples/events/event-message-read.yaml',
    mend: /timestamp/,
  },
  {
    rule: 'no-invalid-parameter-examples',
    plant: (contract) =>
      contract.replace('components/parameters/ApiSpaceId.yaml', /example: 1/, 'example: X'),
    at: 'components/parameters/ApiSpaceId.yaml',
    mend: /pattern/,
  },
  {
    rule: 'operation-description',
    plant: (contract) => contract.replace('webhooks/message.read.yaml', / {2}description: .*\n/, ''),
    at: 'webhooks/message.read.yaml',
    mend: /description/,
  },
  {
    rule: 'struct',
    plant: (contract) =>
      contract.replace('components/schemas/messages/MessageId.yaml', 'type: string', 'typ: string'),
    at: 'components/schemas/messages/MessageId.yaml',
    mend: /`typ` is not expected/,
  },
  {
    rule: 'outputs-defined',
    plant: (contract) => contract.replace('workflows/fallback.arazzo.yaml', 'stepId: send', 'stepId: sent'),
    at: 'workflows/fallback.arazzo.yaml',
    mend: /Step "send".* is not defined/,
  },
];

test.each(cases)('$rule names $at and how to mend it', ({ plant, at, mend, rule }) => {
  using contract = scratchContract();
  plant(contract);
  const { status, lines } = contract.lint();
  expect(status).toBe(1);
  const line = lines.find((text) => text.startsWith(`spec/${at}:`) && text.includes(rule));
  expect(line, lines.join('\n')).toMatch(mend);
});
