import { type SandboxOptions, startSandbox } from '@enterprise-communications/sandbox';
import { find, isObject, type Json } from './contract.ts';
import { type Exchange, exchange } from './exchange.ts';
import { step } from './json-pointer.ts';
import { type Operation, operations } from './operations.ts';

const largest = Math.max(
  ...operations.map(({ pointer }) => Number(find(step(pointer, 'requestBody', 'x-max-bytes')) ?? 0)),
);

/** How a sandbox is made to answer with an error. */
const faults: Record<string, string> = {
  '429': 'tooManyRequests',
  '500': 'serverError',
  '503': 'unavailable',
};

/** What a sandbox answers to every example request, to reading those messages back, and with every error status. */
export async function sandboxTraffic(options: SandboxOptions = {}): Promise<Exchange[]> {
  const sandbox = await startSandbox({ seed: 'matrix', ...options });
  const all: Exchange[] = [];
  const reads = operations.filter(({ body }) => !body);
  try {
    for (const operation of operations.filter(({ body }) => body)) {
      for (const { name, value } of operation.body?.examples ?? []) {
        const sent = await exchange(sandbox.url, operation, { about: `request ${name}`, body: value });
        all.push(sent);
        await sandbox.advance('1m');
        for (const messageId of idsIn(sent.response.body)) {
          for (const read of reads)
            all.push(await exchange(sandbox.url, read, { about: `after ${name}`, path: { messageId } }));
        }
      }
    }
    // Every field that a message can have, in a batch too.
    const one = operations.find(({ id }) => id === 'sendMessage') as Operation;
    const many = operations.find(({ id }) => id === 'sendMessageBatch') as Operation;
    const everyRequest = one.body?.examples.map(({ value }) => value) ?? [];
    all.push(await exchange(sandbox.url, many, { about: 'every request', body: everyRequest }));
    const [messageId = ''] = all.flatMap(({ response }) => idsIn(response.body));
    for (const operation of operations) {
      const usual = { path: { messageId }, body: operation.body?.examples[0]?.value };
      for (const { status } of operation.answers.filter((answer) => /^[45]/.test(answer.status))) {
        const fault = faults[status];
        if (fault) await sandbox.setFaults({ [fault]: { next: 1 } });
        all.push(
          await exchange(sandbox.url, operation, { about: status, ...usual, ...askFor(status, operation) }),
        );
      }
    }
  } finally {
    await sandbox.close();
  }
  return all;
}

/** What makes a call end with a status. */
function askFor(status: string, { body }: Operation): Record<string, unknown> {
  switch (status) {
    case '400':
      return body
        ? { body: Array.isArray(body.examples[0]?.value) ? [] : {} }
        : { path: { messageId: '12345' } };
    case '401':
      return { token: 'sandbox-unauthorized' };
    case '403':
      return { token: 'sandbox-forbidden' };
    case '404':
      return { path: { messageId: '00000000-0000-4000-8000-000000000000' } };
    case '413':
      return { body: { body: 'x'.repeat(largest) } };
    default:
      return {};
  }
}

function idsIn(body: Json | undefined): string[] {
  return [body ?? []]
    .flat()
    .flatMap((one) => (isObject(one) && typeof one['messageId'] === 'string' ? [one['messageId']] : []));
}
