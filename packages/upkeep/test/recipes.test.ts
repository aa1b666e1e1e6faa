import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPlaces } from '../src/built-places.ts';
import { LinkedCopy } from '../src/linked-copy.ts';
import { follow, recipesOf, type Step } from '../src/recipes.ts';
import { workspace } from '../src/workspace.ts';

const recipes = recipesOf(readFileSync(join(workspace, 'CONTRIBUTING.md'), 'utf8'));
const full = process.env['TEST_SIZE'] === 'full';
// What a field shows in.
const short = ['spec', 'packages/types', 'packages/validators'];
const stepsOf = (title: string) => recipes.get(title) ?? [];

test('CONTRIBUTING tells how to add a field, an operation, an event and a channel', () => {
  expect([...recipes.keys()]).toEqual(['Add a field', 'Add an operation', 'Add an event', 'Add a channel']);
});

// An operation is carried out in the sandbox by code, and a channel is explained to people by words.
const besideTheContract: Record<string, string[]> = {
  'Add an operation': ['packages/sandbox/src/http/api-handlers.ts'],
  'Add a channel': ['docs/guides/channels/pager.md'],
};

test.each([...recipes])(
  '%s: touches the contract alone, but for the handler of an operation and the guide of a channel',
  (title, steps) => {
    expect(steps.length).toBeGreaterThan(3);
    const elsewhere = steps.map(({ path }) => path).filter((path) => !path.startsWith('spec/'));
    expect(elsewhere).toEqual(besideTheContract[title] ?? []);
  },
);

describe(
  full ? 'all recipes, followed as they stand' : 'the recipe of a field, followed as it stands',
  () => {
    let copy: LinkedCopy;
    beforeAll(async () => {
      copy = new LinkedCopy();
      for (const step of full ? [...recipes.values()].flat() : stepsOf('Add a field'))
        follow(copy.folder, step);
      for (const place of short) await copy.run(place, 'build');
      await copy.run('spec', 'lint');
    }, 300_000);
    afterAll(() => copy.remove());

    test('the types have the field', () => {
      expect(copy.read('packages/types/dist/generated/openapi.d.ts')).toMatch(
        /campaign\?: components\["schemas"\]\["CampaignName"\]/,
      );
    });

    test('the validators take the field, and hold it to its limit', async () => {
      const verdicts = await copy.evaluate(
        'packages/client',
        `import { sendMessageRequest } from '@enterprise-communications/validators';
       const request = (campaign) => ({ to: { phoneNumber: '447700900123' }, body: 'x', rules: ['sms'], campaign });
       console.log(JSON.stringify(['a', 'a'.repeat(41), 1].map((one) => sendMessageRequest.validate(request(one)).valid)));`,
      );
      expect(verdicts).toEqual([true, false, false]);
    });

    describe.skipIf(!full)('everything else follows', () => {
      const space = '/apispaces/11164198-3f3f-4993-ab8f-70680c1113b1';

      beforeAll(async () => {
        const handler = stepsOf('Add an operation').find(({ path }) =>
          path.startsWith('packages/sandbox'),
        ) as Step;
        undo(copy.folder, handler);
        await expect(copy.run('packages/sandbox', 'build')).rejects.toThrow(/getMessageState/);
        follow(copy.folder, handler);
        for (const place of builtPlaces.filter((one) => !short.includes(one))) await copy.run(place, 'build');
      }, 600_000);

      test('the types have the operation, the event and the channel', () => {
        const types = copy.read('packages/types/dist/generated/openapi.d.ts');
        expect(types).toMatch(/getMessageState: \{/);
        expect(types).toMatch(/"profile\.merge"/);
        expect(types).toMatch(/"twitterDm" \| "pager"/);
      });

      test('the client calls the operation, with its retries, and the mock answers with the example', async () => {
        const state = await copy.evaluate(
          'packages/contract-tests',
          `import { createClient } from '@enterprise-communications/client';
         import { startMock } from '@enterprise-communications/mock';
         const mock = await startMock();
         const { operations } = createClient({ apiSpaceId: '${space.slice(11)}', token: 'any', baseUrl: mock.url });
         const data = await operations.getMessageState({ path: { messageId: '287d32c0-170e-4a80-bfc3-48f376d17682' } });
         await mock.close();
         console.log(JSON.stringify(data));`,
        );
        expect(state).toEqual({ messageId: '287d32c0-170e-4a80-bfc3-48f376d17682', status: 'sent' });
      });

      test('the sandbox takes the field and the channel, and carries out the operation', async () => {
        const [sent, state] = (await copy.evaluate(
          'packages/contract-tests',
          `import { createClient } from '@enterprise-communications/client';
         import { startSandbox } from '@enterprise-communications/sandbox';
         const sandbox = await startSandbox({ clock: 'manual' });
         const { operations } = createClient({ apiSpaceId: '${space.slice(11)}', token: 'any', baseUrl: sandbox.url });
         const body = { to: { profileId: 'doctor-on-duty' }, body: 'x', rules: ['pager'], campaign: 'a' };
         const sent = await operations.sendMessage({ body });
         const state = await operations.getMessageState({ path: { messageId: sent.messageId } });
         await sandbox.close();
         console.log(JSON.stringify([sent, state]));`,
        )) as [{ messageId: string }, object];
        expect(state).toEqual({ messageId: sent.messageId, status: 'processing' });
      });

      test('the receiver knows the event', async () => {
        const types = await copy.evaluate(
          'packages/contract-tests',
          `import { createWebhookReceiver, signEvent, signatureHeader } from '@enterprise-communications/webhooks';
         const event = { eventId: '5a0f3c1e-7f0b-4e0e-9d0b-6f2f0a1b2c3d', accountId: 1, name: 'profile.merge',
           apiSpaceId: 'c924cf6e-4352-4b26-a71a-c2032bea7a01', payload: { id: 'a' }, timestamp: '2017-08-31T09:26:14.604Z' };
         const body = JSON.stringify(event);
         const headers = { [signatureHeader]: await signEvent(body, 's') };
         const received = await createWebhookReceiver({ secret: 's' }).receive(body, headers);
         console.log(JSON.stringify(received.events.map(({ type }) => type)));`,
        );
        expect(types).toEqual(['profile.merge']);
      });

      test('the site describes them', () => {
        const bundle = copy.read('docs/dist/openapi.json');
        for (const name of ['CampaignName', 'getMessageState', 'profile.merge', 'PagerOptions'])
          expect(bundle).toContain(name);
      });

      test.each([
        ['packages/contract-tests', 'examples'],
        ['packages/contract-tests', 'invalid-examples'],
        ['packages/contract-tests', 'client-and-mock'],
        ['packages/contract-tests', 'facts'],
        ['packages/contract-tests', 'webhooks'],
        ['packages/contract-tests', 'matrix'],
        ['packages/contract-tests', 'fuzz-client'],
        ['packages/client', 'size'],
        ['packages/types', 'responses'],
        ['packages/mock', 'answers'],
        ['docs', 'guides'],
        ['packages/sandbox', 'conformance'],
      ])(
        '%s: the tests of %s pass',
        async (place, name) => {
          await copy.run(place, 'test', `test/${name}.test`);
        },
        240_000,
      );
    });
  },
);

function undo(folder: string, { kind, path, text }: Step): void {
  const swapped = text.replace(/^[+-]/gm, (sign) => (sign === '+' ? '-' : '+'));
  follow(folder, { kind, path, text: swapped });
}
