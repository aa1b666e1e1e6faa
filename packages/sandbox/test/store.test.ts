import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SandboxError, startSandbox } from '@enterprise-communications/sandbox';
import { describe, expect, onTestFinished, test } from 'vitest';
import { World } from '../src/domain/world.ts';
import { Journal } from '../src/store/journal.ts';
import { get, postBatch, SMS, SPACE, sandboxForTest, send } from './sandbox.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sandbox-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const journalOf = (data: string) =>
  readdirSync(data)
    .filter((name) => name.startsWith('journal-'))
    .map((name) => join(data, name));

test('a restart on the same folder finds everything as it was', async () => {
  const data = folder();
  const first = await startSandbox({ data, seed: 7 });
  await first.putTemplate(SPACE, 'greeting', { body: 'Hello {{profile.firstName}}' });
  await first.putProfile(SPACE, 'ada', { fields: { firstName: 'Ada' }, optIn: ['sms'] });
  const id = await send(first, {
    to: { phoneNumber: '447700900002' },
    body: 'é€𝄞',
    rules: ['sms'],
    channelOptions: { sms: { allowUnicode: true } },
  });
  await first.advance('300ms');
  const before = [await first.inspect(id), await first.events()];
  await first.close();

  const second = await sandboxForTest({ data, seed: 'ignored, for the folder has one' });
  expect([await second.inspect(id), await second.events()]).toEqual(before);
  await second.advance('10s');
  expect((await get(second, id)).body.status).toBe('read');
  const next = await send(second, {
    to: { profileId: 'ada', phoneNumber: '447700900123' },
    templateId: 'greeting',
    rules: ['sms'],
  });
  expect(next).not.toBe(id);
  expect((await second.inspect(next)).seen['body']).toBe('Hello Ada');
});

test('nothing is kept without a folder', async () => {
  const first = await startSandbox();
  const id = await send(first);
  await first.close();
  expect((await get(await sandboxForTest(), id)).status).toBe(404);
});

test('a last commit that a kill cut off is taken off, and what was accepted before stays', async () => {
  const data = folder();
  const first = await startSandbox({ data });
  const id = await send(first);
  await first.close();
  const [journal = ''] = journalOf(data);
  const { size } = statSync(journal);
  appendFileSync(journal, '0123abcd 500\n{"t":"m","n":1,"id":"ne');
  const second = await startSandbox({ data });
  expect((await get(second, id)).status).toBe(200);
  await second.close();
  expect(readFileSync(journal, 'utf8').slice(0, size)).toContain(id);
  expect(readFileSync(journal, 'utf8')).not.toContain('"ne');
});

test('segments that hold nothing of use any more are deleted, and settings outlive them', () => {
  const data = folder();
  const world = () => new World('seed', { messages: 10, ageMs: 1e12 });
  const options = { segmentBytes: 2000 };
  let now = world();
  let journal = new Journal(data, now, options);
  const write = (record: Record<string, unknown>) => {
    now.apply(record);
    journal.append(JSON.stringify(record));
    journal.commit();
  };
  write({ t: 'tpl', sp: 'a', id: 'kept', v: { body: 'x' } });
  for (let n = 0; n < 200; n++) {
    const rest = { sp: 'a', at: n, vis: n, by: '', snd: '', tg: {}, seg: 1, pl: 0, req: { body: 'x' } };
    write({ t: 'm', n, id: `id-${n}`, ...rest });
  }
  expect(journalOf(data).length).toBeLessThan(5);
  journal.close();
  now = world();
  journal = new Journal(data, now, options);
  expect([...now.messages.keys()]).toEqual(Array.from({ length: 10 }, (_, index) => `id-${190 + index}`));
  expect(now.space('a').templates.get('kept')).toEqual({ body: 'x' });
  expect(now.things).toBe(200);
  journal.close();
});

describe('refuses, and leaves the folder as it was', () => {
  async function refusal(data: string): Promise<string> {
    const before = readdirSync(data).map((name) => [name, readFileSync(join(data, name), 'utf8')]);
    const error = await startSandbox({ data }).then(
      (sandbox) => sandbox.close(),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(SandboxError);
    expect(readdirSync(data).map((name) => [name, readFileSync(join(data, name), 'utf8')])).toEqual(before);
    return (error as Error).message;
  }

  test('a folder with files of others', async () => {
    const data = folder();
    writeFileSync(join(data, 'thesis.txt'), 'years of work');
    expect(await refusal(data)).toMatch(/holds files that are not the sandbox's/);
  });

  test('a folder of another version', async () => {
    const data = folder();
    writeFileSync(join(data, 'sandbox.json'), '{"sandbox":"enterprise-communications","format":99}');
    expect(await refusal(data)).toMatch(/another version/);
  });

  test('a folder in use', async () => {
    const data = folder();
    // The parent of this process is alive for sure.
    await (await startSandbox({ data })).close();
    writeFileSync(join(data, 'lock'), `${process.ppid}\n`);
    expect(await refusal(data)).toMatch(`in use by process ${process.ppid}`);
  });

  test('a damaged record in the middle', async () => {
    const data = folder();
    const first = await startSandbox({ data });
    await postBatch(first, [SMS, SMS, SMS]);
    await first.close();
    const [journal = ''] = journalOf(data);
    const bytes = readFileSync(journal);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 1;
    writeFileSync(journal, bytes);
    expect(await refusal(data)).toMatch(/is damaged at byte \d+; nothing was changed/);
  });
});

test.each([
  ['/dev/null/sandbox', /a part of it is a file/],
  ['/proc/sandbox', /cannot be used as data folder/],
])('refuses a folder that cannot be made: %s', async (data, reason) => {
  await expect(startSandbox({ data })).rejects.toThrow(reason);
});
