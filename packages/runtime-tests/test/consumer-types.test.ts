import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';

const require = createRequire(import.meta.url);
// The oldest and the newest that are supported; with TEST_SIZE=full also the one between.
const compilers = {
  '5.4': 'typescript-5.4',
  ...(process.env['TEST_SIZE'] === 'full' && { '5.9': 'typescript' }),
  7: 'typescript-7',
};
const resolutions = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
};

const consumer = `
import { createClient, OutcomeUnknownError, ValidationError } from '@enterprise-communications/client';
import type { Message, SendMessageRequest } from '@enterprise-communications/types';
import { sendMessageRequest } from '@enterprise-communications/validators';
import { createWebhookHandler, createWebhookReceiver } from '@enterprise-communications/webhooks';

const request: SendMessageRequest = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };
const client = createClient({ apiSpaceId: '11164198-3f3f-4993-ab8f-70680c1113b1', token: 'any-token' });

export async function send(): Promise<Message | undefined> {
  try {
    return await client.messages.send(request);
  } catch (error) {
    if (error instanceof ValidationError) console.error(error.failures[0]?.paramName);
    if (error instanceof OutcomeUnknownError) console.error(error.attempts.length);
    throw error;
  }
}
export async function sendAll(items: SendMessageRequest[]) {
  for await (const result of client.messages.sendMany(items, { validator: sendMessageRequest })) {
    if (result.outcome === 'accepted') console.log(result.messageId);
  }
}
export const receive = createWebhookHandler(createWebhookReceiver({ secret: 'a-secret-of-a-webhook' }), {
  on: { 'message.delivered': ({ payload }) => console.log(payload.id) },
});
`;
const mistake = `${consumer}
export const wrong: SendMessageRequest = { ...request, body: 1 };
`;

describe.each(Object.entries(compilers))('TypeScript %s', (version, name) => {
  test.each(Object.entries(resolutions))(
    'compiles a consumer with %s resolution, libraries checked',
    (_, how) => {
      expect(compile(version, name, how, consumer)).toBe('');
    },
  );
  test('finds a mistake of the consumer', () => {
    expect(compile(version, name, resolutions.nodenext, mistake)).toMatch(/consumer\.ts.*error TS2322/);
  });
});

/** What the compiler says of a strict project with one file. Nothing when it is content. */
function compile(version: string, name: string, how: object, source: string): string {
  const folder = inject('installed');
  writeFileSync(join(folder, 'consumer.ts'), source);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        ...how,
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        types: [],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files: ['consumer.ts'],
    }),
  );
  const tsc = join(dirname(require.resolve(`${name}/package.json`)), 'bin', 'tsc');
  const said = (() => {
    try {
      return execFileSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  })();
  expect(execFileSync(process.execPath, [tsc, '--version'], { encoding: 'utf8' })).toContain(
    `Version ${version}.`,
  );
  return said;
}
