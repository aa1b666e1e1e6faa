// What a user does with all packages together: checks a request, sends it, and receives what became of it.
// Compiled and run in a folder where the packed packages are installed.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@enterprise-communications/client';
import { startMock } from '@enterprise-communications/mock';
import { startSandbox } from '@enterprise-communications/sandbox';
import type { SendMessageRequest } from '@enterprise-communications/types';
import { sendMessageRequest } from '@enterprise-communications/validators';
import { createWebhookHandler, createWebhookReceiver } from '@enterprise-communications/webhooks';
import { toNodeListener } from '@enterprise-communications/webhooks/node';

const secret = 'a-secret-of-a-webhook';
const received: string[] = [];
const handler = createWebhookHandler(createWebhookReceiver({ secret }), {
  on: { 'message.delivered': ({ payload }) => void received.push(payload.id) },
});
const receiver = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const { port } = receiver.address() as AddressInfo;
const sandbox = await startSandbox({ webhook: { url: `http://127.0.0.1:${port}/`, secret } });
const mock = await startMock();
try {
  const request: SendMessageRequest = { to: { phoneNumber: '447700900123' }, body: 'Hello', rules: ['sms'] };
  if (!sendMessageRequest.is(request)) throw new Error('The validator refuses the request.');
  const [message] = await Promise.all(
    [sandbox.url, mock.url].map((baseUrl) =>
      createClient({
        apiSpaceId: '11164198-3f3f-4993-ab8f-70680c1113b1',
        token: 'any-token',
        baseUrl,
      }).messages.send(request),
    ),
  );
  await sandbox.advance('1h');
  console.log(received.length === 1 && received[0] === message?.messageId ? 'delivered' : 'lost');
} finally {
  await Promise.all([sandbox.close(), mock.close()]);
  receiver.close();
}
