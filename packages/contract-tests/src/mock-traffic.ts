import { startMock } from '@enterprise-communications/mock';
import { type Exchange, exchange } from './exchange.ts';
import { operations } from './operations.ts';

/** What a mock answers to every example request, and when it is asked for every status and every example answer. */
export async function mockTraffic(options: Parameters<typeof startMock>[0] = {}): Promise<Exchange[]> {
  const mock = await startMock(options);
  const all: Exchange[] = [];
  try {
    for (const operation of operations) {
      const { body, answers } = operation;
      const usual = body?.examples[0]?.value;
      for (const { name, value } of body?.examples ?? [])
        all.push(await exchange(mock.url, operation, { about: `request ${name}`, body: value }));
      for (const { status, body: answer } of answers) {
        for (const name of answer?.examples.map((example) => example.name) ?? [undefined]) {
          const Prefer = [`code=${status}`, ...(name === undefined ? [] : [`example=${name}`])].join(', ');
          const about = name === undefined ? status : `${status} ${name}`;
          all.push(await exchange(mock.url, operation, { about, body: usual, headers: { Prefer } }));
        }
      }
    }
  } finally {
    await mock.close();
  }
  return all;
}
